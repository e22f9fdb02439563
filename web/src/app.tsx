// SPDX-License-Identifier: Apache-2.0
// The page: patients and lesions, the form, the answer, files, languages, the meeting.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { AnswerView, Urgency, worst } from "./answer";
import type { Figures } from "./answer";
import { Form as CoreForm } from "./core";
import type { Core, Fault } from "./core";
import { download, encrypted, printDocument } from "./files";
import { Form } from "./form";
import { Plain, idOf } from "./inputs";
import type { Editing } from "./inputs";
import { caseText, lesionsOf, newPatient } from "./model";
import type { Assessment, Obj, Patient, Tables, Vocabulary } from "./model";
import { pictureOf, pictureOfOutlines, printable, release } from "./pictures";
import type { Picture } from "./pictures";
import { received } from "./receive";
import { Speech } from "./words";
import type { Language, Word } from "./words";

type Answered = { assessment: Assessment; faults?: undefined } | { assessment?: undefined; faults: Fault[] };

function useAnswers(core: Core, patients: Patient[], edition: string, language: Language): Map<Obj, Answered> {
  const cache = useRef(new Map<string, Map<Obj, Answered>>());
  return useMemo(() => {
    const old = cache.current.get(edition + language);
    const answers = new Map<Obj, Answered>();
    for (const { document } of patients) {
      const known = old?.get(document);
      if (known) { answers.set(document, known); continue; }
      const answer = core.assess(caseText(document), edition, language, CoreForm.Json);
      answers.set(document, answer.ok ? { assessment: JSON.parse(answer.text) as Assessment } : { faults: answer.faults });
    }
    cache.current.set(edition + language, answers);
    return answers;
  }, [core, patients, edition, language]);
}

const urgencyRank = (answer: Answered | undefined): number =>
  Math.min(...(answer?.assessment?.lesions.map((l) => ["emergent", "urgent", "elective"].indexOf(worst(l.urgency))) ?? [3]));

const completeness = (answer: Answered | undefined): string => {
  const c = answer?.assessment?.completeness;
  return c && c.readable > 0 ? `${c.recorded}/${c.readable}` : "–";
};

/** Asks for a passphrase in a dialog of the page. */
function Passphrase({ speech, done }: { speech: Speech; done: (passphrase: string | undefined) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onCancel={() => done(undefined)} aria-labelledby="passphrase-label">
      <form onSubmit={(e) => { e.preventDefault(); if (text !== "") done(text); }}>
        <label id="passphrase-label">{speech.word("passphrase")}
          <input type="password" autocomplete="off" value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
        <p><button type="submit" class="primary">{speech.word("ok")}</button> <button type="button" onClick={() => done(undefined)}>{speech.word("cancel")}</button></p>
      </form>
    </dialog>
  );
}

export function App({ core, first, learn }: { core: Core; first: Language; learn: () => Promise<void> }) {
  const [language, setLanguage] = useState<Language>(first);
  const vocabulary = useMemo(() => core.vocabulary<Vocabulary>(language), [core, language]);
  const otherLanguage = async () => {
    if (language === "en") await learn();
    setLanguage(language === "en" ? "es" : "en");
  };
  const [edition, setEdition] = useState(vocabulary.editions[0].name);
  const [patients, setPatients] = useState<Patient[]>(() => [newPatient()]);
  const [current, setCurrent] = useState(0);
  const [lesion, setLesion] = useState(0);
  const [meeting, setMeeting] = useState(false);
  const [hidden, setHidden] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [message, setMessage] = useState("");
  const [opened, setOpened] = useState<Set<string>>(new Set());
  const [target, setTarget] = useState<string>();
  const [asking, setAsking] = useState<(passphrase: string | undefined) => void>();
  const speech = useMemo(() => new Speech(language, vocabulary), [language, vocabulary]);
  const tables = useMemo(() => core.tables<Tables>(language), [core, language]);
  const file = useRef<HTMLInputElement>(null);
  const latest = useRef(patients);
  latest.current = patients;

  useEffect(() => { document.documentElement.lang = language; document.title = "NOMS"; }, [language]);
  const patient = patients[Math.min(current, patients.length - 1)];
  const answers = useAnswers(core, patients, edition, language);
  const answer = answers.get(patient.document);
  const at = Math.min(lesion, Math.max(0, lesionsOf(patient.document).length - 1));
  const assessed = answer?.assessment?.lesions[at];
  const figures = useMemo(() => {
    const drawn = core.figures(caseText(patient.document), edition, language);
    return drawn.ok ? (JSON.parse(drawn.text) as { lesions: Figures[] }).lesions : [];
  }, [core, patient.document, edition, language]);

  const change = (document: Obj) => {
    setMessage("");
    setPatients(patients.map((p) => (p === patient ? { ...p, document } : p)));
  };
  const showing = { pictures: patient.pictures, change: (pictures: Picture[]) => setPatients(patients.map((p) => (p === patient ? { ...p, pictures } : p))) };
  const points = useMemo(() => Object.fromEntries((tables[edition]?.scores ?? []).flatMap((s) => s.parts.map((p) => [p.part, p.points]))), [tables, edition]);
  const editing: Editing = { document: patient.document, change, vocabulary, speech, points, notes: answer?.assessment?.notes ?? [] };
  const nameOf = (p: Patient, i: number) => (hidden || typeof p.document.id !== "string" || p.document.id === "" ? `${speech.word("patient")} ${i + 1}` : p.document.id);

  const go = (path: string) => {
    const clean = path.replace(/^\//, "");
    const inLesion = /^lesions\/(\d+)/.exec(clean);
    setMeeting(false);
    setSheet(false);
    if (inLesion) setLesion(Number(inLesion[1]));
    setOpened(new Set([clean]));
    setTarget(clean);
  };
  useEffect(() => {
    if (target === undefined) return;
    const parts = target.split("/");
    let element: HTMLElement | null = null;
    while (!element && parts.length > 0) {
      element = document.getElementById(idOf(parts.join("/")));
      parts.pop();
    }
    element?.closest("details")?.setAttribute("open", "");
    element?.scrollIntoView({ block: "center" });
    (element?.querySelector<HTMLElement>("input:checked") ?? element?.querySelector<HTMLElement>("input,select,button"))?.focus({ preventScroll: true });
    setTarget(undefined);
  }, [target]);

  const ask = (): Promise<string | undefined> => new Promise((resolve) => {
    setAsking(() => (passphrase: string | undefined) => { setAsking(undefined); resolve(passphrase); });
  });
  const read = async (files: Iterable<File>) => {
    const { cases, findings, outlines, pictures, faults } = await received(files, ask);
    const said = faults.map(({ word, where }) => speech.word(word) + (where === undefined ? "" : ` (${where})`));
    let all = latest.current;
    let to = Math.min(current, all.length - 1);
    let into = at;
    if (cases.length > 0) {
      const kept = all.filter((p) => JSON.stringify(p.document) !== JSON.stringify(newPatient().document));
      [all, to, into] = [[...kept, ...cases.map((document) => newPatient(document))], kept.length, 0];
    }
    for (const text of findings) {
      const made = core.record(caseText(all[to].document), text, into, language);
      if (!made.ok) { said.push(...made.faults.map((f) => `${f.where}: ${f.message}`)); continue; }
      const { case: merged, notes } = JSON.parse(made.text) as { case: string; notes: string[] };
      all = all.map((p, i) => (i === to ? newPatient(JSON.parse(merged) as Obj, p.pictures) : p));
      said.push(`${speech.word("taken")} ${into + 1}.`, ...notes.map((note) => note + "."));
    }
    const add = (picture: Picture) => { all = all.map((p, i) => (i === to ? { ...p, pictures: [...p.pictures, picture] } : p)); };
    for (const one of outlines) {
      add(pictureOfOutlines(one, into));
      said.push(`${speech.word("outlines_with")} ${speech.word("escc")}.`);
    }
    for (const one of pictures) {
      try {
        const picture = await pictureOf(one, into);
        add(picture);
        said.push(`${speech.word("shown_with")} ${speech.word(picture.place)}.`);
      } catch { said.push(speech.word("not_a_picture")); }
    }
    setPatients(all);
    setCurrent(to);
    setLesion(into);
    setMessage([...new Set(said)].join(" "));
  };
  const stem = () => (typeof patient.document.id === "string" && /^[\w.-]{1,60}$/.test(patient.document.id) ? patient.document.id : "case");
  const composed = (form: CoreForm): string | undefined => {
    const made = core.assess(caseText(patient.document), edition, language, form);
    return made.ok ? made.text : undefined;
  };
  const saveSecret = async () => {
    const passphrase = await ask();
    if (passphrase !== undefined) download(stem() + ".noms-encrypted.json", await encrypted(caseText(patient.document), passphrase), "application/json");
  };
  const copy = async () => {
    const text = composed(CoreForm.PlainText);
    if (text === undefined) return;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    setMessage(speech.word("copied"));
  };
  const all = (form: CoreForm) => patients.map((p) => core.assess(caseText(p.document), edition, language, form)).flatMap((a) => (a.ok ? [a.text] : []));

  const agenda = patients.map((p, i) => ({ p, i, a: answers.get(p.document) })).sort((x, y) => urgencyRank(x.a) - urgencyRank(y.a) || x.i - y.i);
  const select = (i: number) => { setCurrent(i); setLesion(0); };
  useEffect(() => {
    if (!meeting) return;
    const key = (e: KeyboardEvent) => {
      if (e.target instanceof HTMLElement && ["INPUT", "SELECT", "TEXTAREA"].includes(e.target.tagName)) return;
      const place = agenda.findIndex((x) => x.p === patient);
      const step = (by: number) => select(agenda[(place + by + agenda.length) % agenda.length].i);
      const lesions = lesionsOf(patient.document).length;
      if (e.key === "ArrowDown") step(1);
      else if (e.key === "ArrowUp") step(-1);
      else if (e.key === "ArrowRight") setLesion((at + 1) % lesions);
      else if (e.key === "ArrowLeft") setLesion((at + lesions - 1) % lesions);
      else if (e.key === "h" || e.key === "H") setHidden(!hidden);
      else if (e.key === "Escape") setMeeting(false);
      else return;
      e.preventDefault();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });

  const tool = (word: Word, act: () => void, disabled = false) => <button type="button" key={word} onClick={act} disabled={disabled}>{speech.word(word)}</button>;
  const idField = vocabulary.fields.find((f) => f.path === "id");
  const headline = assessed
    ? `${assessed.urgency.map((u) => speech.value("urgency", u)).join(" / ")}. ${assessed.recommendation.determined ? speech.option(assessed.recommendation.options[0]) : `${assessed.recommendation.options.length} ${speech.word("possible")}`}`
    : speech.word("no_answer");

  const lesionTabs = (
    <div class="tabs" role="group" aria-label={speech.word("lesion")}>
      {lesionsOf(patient.document).map((l, i) => (
        <button type="button" key={i} aria-pressed={i === at} onClick={() => setLesion(i)}>
          {Array.isArray(l.levels) && l.levels.length > 0 ? l.levels.join(" ") : `${speech.word("lesion")} ${i + 1}`}</button>
      ))}
      {!meeting && tool("add_lesion", () => { change({ ...patient.document, lesions: [...lesionsOf(patient.document), {}] }); setLesion(lesionsOf(patient.document).length); })}
      {!meeting && lesionsOf(patient.document).length > 1 && tool("remove_lesion", () => {
        const lesions = lesionsOf(patient.document).filter((_, i) => i !== at);
        const pictures = patient.pictures.filter((p) => p.lesion !== at).map((p) => ({ ...p, lesion: p.lesion - Number(p.lesion > at) }));
        setPatients(patients.map((p) => (p === patient ? newPatient({ ...patient.document, lesions }, pictures) : p)));
      })}
    </div>
  );

  return (
    <div class={`page${meeting ? " meeting" : ""}${sheet ? " sheet-open" : ""}`} onDragOver={(e) => e.preventDefault()}
      onDrop={(e) => { e.preventDefault(); if (e.dataTransfer) void read(e.dataTransfer.files); }}>
      <a class="skip" href="#answer">{speech.word("skip")}</a>
      <header>
        <h1>NOMS</h1>
        <p class="line">{speech.word("line")}</p>
        <div class="bar">
          {tool(meeting ? "form" : "meeting", () => setMeeting(!meeting))}
          {meeting && <button type="button" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>{speech.word("hide_names")}</button>}
          <button type="button" lang={language === "en" ? "es" : "en"} onClick={() => void otherLanguage()}>{speech.word("language")}</button>
        </div>
        <p class="message" role="status">{message}</p>
      </header>
      <main>
        {meeting ? (
          <nav class="left" aria-label={speech.word("agenda")}>
            <h2>{speech.word("agenda")}</h2><p class="second">{speech.word("keys")}</p>
            <ol class="agenda">{agenda.map(({ p, i, a }) => (
              <li key={p.key}><button type="button" aria-current={p === patient ? "true" : undefined} onClick={() => select(i)}>
                <b>{nameOf(p, i)}</b><span>{a?.assessment ? speech.value("urgency", ["emergent", "urgent", "elective"][urgencyRank(a)] ?? "elective") : speech.word("faults")}</span>
                <span>{completeness(a)} {speech.word("completeness")}</span></button></li>
            ))}</ol>
          </nav>
        ) : (
          <div class="left" key={patient.key + language}>
            <details class="files" open={patients.length > 1 || undefined}>
              <summary>{speech.word("files")}: {nameOf(patient, patients.indexOf(patient))} · {completeness(answer)} {speech.word("completeness")}</summary>
              {!hidden && idField && <Plain field={{ ...idField, text: speech.word("name_help") }} path="id" editing={editing} />}
              <div class="bar">
                {tool("open", () => file.current?.click())}
                <input ref={file} type="file" hidden multiple accept=".json,.ndjson,.png,.svg,application/json" onChange={(e) => { void read([...(e.currentTarget.files ?? [])]); e.currentTarget.value = ""; }} />
                {tool("save", () => download(stem() + ".json", caseText(patient.document), "application/json"))}
                {tool("save_secret", () => void saveSecret(), !globalThis.crypto?.subtle)}
              </div>
              <div class="bar">
                {tool("add_patient", () => { setPatients([...patients, newPatient()]); select(patients.length); })}
                {patients.length > 1 && tool("remove_patient", () => { release(patient.pictures); setPatients(patients.filter((p) => p !== patient)); select(0); })}
                {tool("download", () => download("assessments.ndjson", all(CoreForm.Json).map((t) => JSON.stringify(JSON.parse(t)) + "\n").join(""), "application/x-ndjson"))}
                {tool("table", () => download("assessments.csv", all(CoreForm.Csv).map((t, i) => (i === 0 ? t : t.slice(t.indexOf("\r\n") + 2))).join(""), "text/csv"))}
              </div>
              <div class="bar">
                <label class="small">{speech.word("edition")} <select value={edition} onChange={(e) => setEdition(e.currentTarget.value)}>
                  {vocabulary.editions.map((e) => <option key={e.name} value={e.name}>{e.name}</option>)}</select></label>
                <button type="button" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>{speech.word("hide_names")}</button>
              </div>
              <p class="help">{speech.word("drop")}</p>
              {patients.length > 1 && <div class="tabs" role="group" aria-label={speech.word("patients")}>{patients.map((p, i) => (
                <button type="button" key={p.key} aria-pressed={p === patient} onClick={() => select(i)}>{nameOf(p, i)}</button>))}</div>}
            </details>
            {lesionTabs}
            <Form key={at} editing={editing} lesion={at} open={opened} />
          </div>
        )}
        <div class="right" id="answer" key={meeting ? `${patient.key}-${at}` : "answer"} tabIndex={-1} role="region" aria-label={speech.word("answer")}>
          {meeting && <><h2 class="case-name">{nameOf(patient, patients.indexOf(patient))}</h2>{lesionTabs}</>}
          <p class="status" role="status" aria-live="polite">{headline}</p>
          {assessed && answer?.assessment ? (
            <>
              <Urgency lesion={assessed} speech={speech} />
              <div class="answer" lang={language}>
                <AnswerView assessment={answer.assessment} lesion={assessed} index={at} figures={figures[at]} tables={tables} vocabulary={vocabulary} speech={speech} go={go} showing={showing} />
              </div>
              <div class="bar actions">
                {tool("print", () => { const html = composed(CoreForm.Html); if (html === undefined) return;
                  const shown = printable(patient.pictures, speech);
                  printDocument(html, shown, () => release(shown.filter((p) => p.made)));
                })}
                {tool("save_sheet", () => { const html = composed(CoreForm.Html); if (html) download(stem() + ".html", html, "text/html"); })}
                {tool("copy", () => void copy())}
              </div>
            </>
          ) : (
            <section class="card faults"><h2>{speech.word("faults")}</h2><ul>
              {(answer?.faults ?? []).map((f) => <li key={f.where + f.message}><button type="button" class="link" onClick={() => go(f.where)}>{f.where}</button>: <span lang="en">{f.message}</span></li>)}
            </ul></section>
          )}
          <footer class="second"><p>{speech.word("notice")}</p>
            <p>noms {vocabulary.software} · {speech.word("edition")} {edition} · sha256 <span class="mono">{vocabulary.sha256.slice(0, 16)}</span></p></footer>
        </div>
      </main>
      {!meeting && (
        <button type="button" class={`sheet-bar ${assessed ? worst(assessed.urgency) : ""}`} aria-expanded={sheet} aria-controls="answer" onClick={() => setSheet(!sheet)}>
          <b>{assessed ? assessed.urgency.map((u) => speech.value("urgency", u)).join(" / ") : speech.word("faults")}</b>
          <span>{assessed ? (assessed.recommendation.determined ? speech.option(assessed.recommendation.options[0])
            : `${assessed.recommendation.options.length} ${speech.word("possible")}; ${assessed.missing.length} ${speech.word(assessed.missing.length === 1 ? "missing_one" : "missing_count")}`) : speech.word("no_answer")}</span>
          <span class="more">{speech.word(sheet ? "hide_answer" : "show_answer")}</span>
        </button>
      )}
      {asking && <Passphrase speech={speech} done={asking} />}
    </div>
  );
}
