// SPDX-License-Identifier: Apache-2.0
// The answer beside the form: red flags, options, what would change them, the figures, and what stands beside.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Assessment, Lesion, Pair, Remark, Score, Tables, Vocabulary } from "./model";
import type { Speech, Word } from "./words";
import { Pictures } from "./pictures";
import type { Place, Showing } from "./pictures";
import { Evidence, Why } from "./why";

export interface Figures { spine: string; escc: string; sins: string; pathway: string; sins_table: string; pathway_table: string }
interface Props { assessment: Assessment; lesion: Lesion; index: number; figures?: Figures; tables: Tables; vocabulary: Vocabulary; speech: Speech;
  go: (path: string) => void; showing: Showing }

/** How a fact is obtained: 0 at the bedside, 1 by imaging that is usual at night, 2 later. Orders the list only. */
export function effort(path: string, vocabulary: Vocabulary): number {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (["levels", "escc", "location_class", "fracture_before", "paraspinal_extension"].includes(name) ||
      (vocabulary.image_items.includes(name) && name !== "pain")) return 1;
  return path.startsWith("primary/") || path.startsWith("disease/") || path.startsWith("patient/laboratory/") || path.startsWith("availability/") ? 2 : 0;
}

/** A sentence of a table without the signs that mark a name in it. */
export const plain = (text: string): string => text.replace(/`/g, "");

export const worst = (urgency: string[]): string => ["emergent", "urgent", "elective"].find((u) => urgency.includes(u)) ?? "elective";

export function Urgency({ lesion, speech }: { lesion: Lesion; speech: Speech }) {
  return (
    <div class={"urgency " + worst(lesion.urgency)}>
      <p><b>{lesion.urgency.map((u) => speech.value("urgency", u)).join(" / ")}</b></p>
      {lesion.red_flags.slice(0, 1).map((flag) => <p key={flag} lang="en">{plain(flag)}</p>)}
    </div>
  );
}

const Options = ({ pairs, speech }: { pairs: Pair[]; speech: Speech }) => <>{pairs.map((p) => speech.option(p)).join("; ")}</>;

function Changes({ lesion, speech, vocabulary, go }: Props) {
  const [night, setNight] = useState(false);
  if (lesion.missing.length === 0) return <p>{speech.word("nothing_missing")}</p>;
  const list = [...lesion.missing];
  if (night) list.sort((a, b) => effort(a.fact, vocabulary) - effort(b.fact, vocabulary) || a.rank - b.rank);
  return (
    <>
      <label class="small">{speech.word("order")} <select value={night ? "night" : "rank"} onChange={(e) => setNight(e.currentTarget.value === "night")}>
        <option value="rank">{speech.word("order_decisive")}</option><option value="night">{speech.word("order_night")}</option></select></label>
      <ol class="changes">
        {list.map((m) => (
          <li key={m.fact}>
            <button type="button" class="link" onClick={() => go(m.fact)}>{speech.known("fact." + m.name)}</button>
            {m.decides && <small class="tag">{speech.word("decides")}</small>}
            <p class="second">{speech.known("ask." + m.name, m.ask)}</p>
            {m.outcomes.length < 2 ? <p class="second">{speech.word("together")}</p> : <details><summary>{m.outcomes.length} {speech.word("outcomes")}</summary>
              <dl>{m.outcomes.map((o) => (
                <div key={o.values.join()}><dt>{o.values.slice(0, 4).map((v) => speech.value(m.name, v)).join(", ")}{o.values.length > 4 ? ` +${o.values.length - 4}` : ""}</dt>
                  <dd><Options pairs={o.options} speech={speech} /></dd></div>
              ))}</dl></details>}
          </li>
        ))}
      </ol>
    </>
  );
}

function Remarks({ title, remarks, speech, vocabulary }: { title: Word; remarks: Remark[]; speech: Speech; vocabulary: Vocabulary }) {
  if (remarks.length === 0) return null;
  const certain = [...remarks].sort((a, b) => Number(b.certain ?? true) - Number(a.certain ?? true));
  return (
    <section class="card"><h3>{speech.word(title)}</h3>
      <ul class="remarks">{certain.map((r) => (
        <li key={r.row} class={r.certain === false ? "possible" : undefined}>
          {r.certain === false && <small class="tag">{speech.word("if_applies")}</small>} <span lang="en">{plain(r.text)}</span> <small class="rows">{r.row}</small>
          {r.evidence.length > 0 && <details><summary>{speech.word("evidence")}</summary><Evidence keys={r.evidence} vocabulary={vocabulary} /></details>}
        </li>
      ))}</ul></section>
  );
}

function Figure({ title, svg, table, speech, children }: { title: Word; svg?: string; table?: string; speech: Speech; children?: ComponentChildren }) {
  if (!svg) return null;
  return (
    <section class={"card figure " + title}><h3>{speech.word(title)}</h3>
      <div class="scroll" tabIndex={0} role="region" aria-label={speech.word(title)} dangerouslySetInnerHTML={{ __html: svg }} />
      {table && <details><summary>{speech.word("as_table")}</summary><div class="scroll" tabIndex={0} role="region" aria-label={`${speech.word(title)}, ${speech.word("as_table")}`} dangerouslySetInnerHTML={{ __html: table }} /></details>}
      {children}
    </section>
  );
}

function Prognosis({ scores, speech, go }: { scores: Score[]; speech: Speech; go: (path: string) => void }) {
  if (scores.length === 0) return null;
  const range = (s: Score) => (s.lowest === undefined ? "–" : s.lowest === s.highest ? String(s.lowest) : `${s.lowest}–${s.highest}`);
  return (
    <section class="card prognosis"><h3>{speech.word("prognosis")}</h3>
      <ul class="remarks">{scores.map((s) => (
        <li key={s.score} class={s.status !== undefined && s.status !== "ok" ? "possible" : undefined}>
          <b>{speech.known("score." + s.score, s.title ?? s.score.replace(/_/g, " "))}</b> <b class="number">{range(s)}</b> {(s.bands ?? []).join(" / ")}
          {s.status !== undefined && s.status !== "ok" && s.reason && <p class="second" lang="en">{plain(s.reason)}</p>}
          {(s.survival ?? []).map((v) => <p class="second" key={v.band + v.statistic} lang="en">{v.band}: {v.statistic} {v.value} ({v.cohort})</p>)}
          {(s.missing ?? []).length > 0 && <p class="second">{speech.word("change")}: {(s.missing ?? []).slice(0, 4).map((m) => (
            <button type="button" class="link inline" key={m.fact} onClick={() => go(m.fact)}>{speech.known("fact." + m.name)}</button>))}</p>}
        </li>
      ))}</ul></section>
  );
}

function Plan({ assessment, lesion, speech, vocabulary }: Props) {
  const plans = (assessment.plan ?? []).filter((p) => p.lesion === lesion.lesion);
  if (plans.length === 0) return null;
  return (
    <section class="card"><h3>{speech.word("plan")}</h3>
      {plans.map((p) => (
        <details key={p.option.surgery + p.option.radiation} open={plans.length === 1}><summary>{speech.option(p.option)}</summary>
          <ul class="remarks">{p.items.map((item) => (
            <li key={item.row + item.text} class={item.certain ? undefined : "possible"}><b>{speech.known("stage." + item.stage)}</b>: <span lang="en">{item.text}</span> <small class="rows">{item.row}</small>
              {item.for && <p class="second">{speech.word("for")}: {item.for}</p>}{item.against && <p class="second">{speech.word("against")}: {item.against}</p>}
              {item.evidence.length > 0 && <details><summary>{speech.word("evidence")}</summary><Evidence keys={item.evidence} vocabulary={vocabulary} /></details>}</li>
          ))}</ul></details>
      ))}</section>
  );
}

export function AnswerView(props: Props) {
  const { assessment, lesion, figures, tables, vocabulary, speech, go, showing, index } = props;
  const { recommendation } = lesion;
  const pictures = (place: Place) => <Pictures showing={showing} lesion={index} place={place} speech={speech} />;
  return (
    <>
      {lesion.red_flags.length > 1 && <section class="card flags"><h3>{speech.word("flags")}</h3><ul>{lesion.red_flags.slice(1).map((f) => <li key={f} lang="en">{plain(f)}</li>)}</ul></section>}
      {(assessment.notes ?? []).map((note) => <p class="second" key={note} lang="en">{note}</p>)}
      <section class="card options">
        <h2>{recommendation.determined ? speech.word("determined") : `${recommendation.options.length} ${speech.word("possible")}`}</h2>
        <ul>{recommendation.options.map((o) => (
          <li key={o.surgery + o.radiation} class={recommendation.determined ? "known" : "possible"}>
            <p class="summary">{speech.option(o)}</p>
            <details open={recommendation.determined}><summary>{speech.word("why")} <small class="rows">{o.rows.join(", ")}</small></summary>
              {o.texts.map((t) => <p class="second" key={t} lang="en">{plain(t)}</p>)}
              <p class="second">{[...new Set(o.marks.flatMap((m) => m.split(" ")))].map((m) => `${m}: ${speech.marks(m)}`).join("; ")}</p>
              <Evidence keys={o.evidence} vocabulary={vocabulary} /></details>
          </li>
        ))}</ul>
      </section>
      <section class="card"><h3>{speech.word("change")}</h3><Changes {...props} />
      {(lesion.robustness ?? []).some((r) => r.changes || r.changes_urgency) && (
        <><h3 class="next">{speech.word("robust")}</h3><ul class="remarks">
          {(lesion.robustness ?? []).filter((r) => r.changes || r.changes_urgency).map((r) => (
            <li key={r.fact + r.to}><button type="button" class="link" onClick={() => go(r.fact)}>{speech.known("fact." + r.name)}</button>: {speech.value(r.name, r.from)} → {speech.value(r.name, r.to)}:{" "}
              <Options pairs={r.options} speech={speech} />{r.changes_urgency ? ` (${r.urgency.map((u) => speech.value("urgency", u)).join(" / ")})` : ""}</li>
          ))}</ul></>
      )}
      </section>
      <Remarks title="vetoes" remarks={recommendation.vetoes} speech={speech} vocabulary={vocabulary} />
      <Figure title="way" svg={figures?.pathway} table={figures?.pathway_table} speech={speech} />
      <Figure title="sins" svg={figures?.sins} table={figures?.sins_table} speech={speech}>{pictures("sins")}</Figure>
      <Figure title="escc" svg={figures?.escc} speech={speech}>{pictures("escc")}</Figure>
      <Figure title="spine" svg={figures?.spine} speech={speech} />
      {showing.pictures.some((p) => p.place === "dose" && p.lesion === index) && <section class="card"><h3>{speech.word("dose")}</h3>{pictures("dose")}</section>}
      <Prognosis scores={assessment.prognosis ?? []} speech={speech} go={go} />
      <Plan {...props} />
      <Remarks title="alternatives" remarks={recommendation.alternatives} speech={speech} vocabulary={vocabulary} />
      <Remarks title="cautions" remarks={lesion.cautions} speech={speech} vocabulary={vocabulary} />
      <section class="card"><h3>{speech.word("why")}</h3>
        <Why lesion={lesion} assessment={assessment} tables={tables} speech={speech} vocabulary={vocabulary} /></section>
    </>
  );
}
