// SPDX-License-Identifier: Apache-2.0
// One input for each type of field. Nothing is pre-selected: "not recorded" is a state that is seen and can be chosen again.
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { bare, folded, measuredAt, typedAt, typedNumber, valueAt, withReadings } from "./model";
import type { Field, Json, Obj, Vocabulary } from "./model";
import type { Speech } from "./words";

export interface Editing {
  document: Obj;
  change: (document: Obj) => void;
  vocabulary: Vocabulary;
  speech: Speech;
  points: Record<string, Record<string, number>>;
  notes: string[];
}
interface Props { field: Field; path: string; editing: Editing }

export const idOf = (path: string): string => "field-" + path.replace(/\//g, "-");

/** Only these types may hold several readings; any other has one value, whoever recorded it. */
const hasReadings = (field: Field): boolean => ["choice", "boolean", "quantity"].includes(field.type);
const measuredOf = ({ field, path, editing }: Props): Obj[] => (hasReadings(field) ? measuredAt(editing.document, path) : []);

function useField(props: Props): [Json | undefined, (value: Json | undefined) => void] {
  const { field, path, editing } = props;
  return [(hasReadings(field) ? typedAt : valueAt)(editing.document, path),
    (value) => editing.change(withReadings(editing.document, path, value, measuredOf(props)) as Obj)];
}

/** The word where nothing is typed. */
const nothing = (props: Props): string => props.editing.speech.word(measuredOf(props).length > 0 ? "not_typed" : "not_recorded");

const factOf = (field: Field): string => field.fact ?? field.path.slice(field.path.lastIndexOf("/") + 1);

function Group({ field, path, editing, recorded, children }: Props & { recorded: boolean; children: ComponentChildren }) {
  const measured = measuredOf({ field, path, editing });
  return (
    <fieldset class={"field" + (recorded || measured.length > 0 ? "" : " open")} id={idOf(path)} tabIndex={-1} data-path={path}>
      <legend>{editing.speech.field(field)}</legend>
      {children}
      {measured.map((reading) => <Measured key={JSON.stringify(reading)} field={field} path={path} editing={editing} reading={reading} />)}
      {editing.notes.filter((note) => note.startsWith(path + ":")).map((note) => <p class="help warn" key={note}>{note.slice(path.length + 2)}</p>)}
    </fieldset>
  );
}

/** A measured reading: value, uncertainty, who, how. It stands beside what is typed until it is removed. */
function Measured({ field, path, editing, reading }: Props & { reading: Obj }) {
  const { speech, document } = editing;
  const value = bare(reading);
  const quantity = value as Obj;
  const source = reading.source as Obj;
  const text = field.type === "quantity" ? `${quantity.value}${quantity.uncertainty === undefined ? "" : " ± " + quantity.uncertainty} ${quantity.unit}`
    : [value].flat().map((v) => speech.value(factOf(field), v === true ? "yes" : v === false ? "no" : String(v))).join(" / ");
  const remove = () => editing.change(withReadings(document, path, typedAt(document, path), measuredAt(document, path).filter((r) => r !== reading)) as Obj);
  return (
    <div class="item reading">
      <p><small>{speech.word("measured")}</small> <b>{text}</b> <small lang="en">{source.recorded_by}</small></p>
      <p class="help" lang="en">{[source.method, source.uncertainty].filter(Boolean).join(". ")}</p>
      <button type="button" aria-label={`${speech.word("remove_patient")}: ${speech.word("measured")} ${text}`} onClick={remove}>{speech.word("remove_patient")}</button>
    </div>
  );
}

/** The sentence under a field. */
function Help({ text }: { text: string }) {
  return text === "" ? null : <p class="help">{text}</p>;
}

/** A choice, a yes or no; or several values where readers disagree. */
export function Choice(props: Props & { drawing?: (value: string) => ComponentChildren }) {
  const { field, path, editing, drawing } = props;
  const [value, set] = useField(props);
  const several = Array.isArray(value);
  const [disagree, setDisagree] = useState(several);
  const { speech } = editing;
  const fact = factOf(field);
  const values = field.type === "boolean" ? ["yes", "no"] : field.values ?? [];
  const chosen = several ? (value as string[]) : value === undefined ? [] : [value === true ? "yes" : value === false ? "no" : String(value)];
  const give = (list: string[]) => {
    if (list.length === 0) set(undefined);
    else if (field.type === "boolean") set(list[0] === "yes");
    else set(list.length === 1 ? list[0] : values.filter((v) => list.includes(v)));
  };
  const points = editing.points[fact];
  const many = (disagree || several) && field.type === "choice";
  return (
    <Group {...props} recorded={chosen.length > 0}>
      <div class={drawing ? "choices drawings" : "choices"}>
        <label class="chip unrecorded">
          <input type={many ? "checkbox" : "radio"} name={path} checked={chosen.length === 0} onChange={() => give([])} />
          <span><i aria-hidden="true">◇</i> {nothing(props)}</span>
        </label>
        {values.map((v) => (
          <label class="chip" key={v}>
            <input type={many ? "checkbox" : "radio"} name={path} value={v} checked={chosen.includes(v)}
              onChange={() => give(many ? (chosen.includes(v) ? chosen.filter((c) => c !== v) : [...chosen, v]) : [v])} />
            <span>{drawing?.(v)}<b>{field.type === "choice" || field.type === "boolean" ? speech.value(fact, v) : v}</b>
              {points && v in points ? <small class="points">{points[v]}</small> : null}</span>
          </label>
        ))}
      </div>
      {field.type === "choice" && path.startsWith("lesions/") && values.length > 2 && (
        <label class="small"><input type="checkbox" checked={disagree || several} onChange={(e) => {
          const on = e.currentTarget.checked;
          setDisagree(on);
          if (!on && several) give([]);
        }} /> {speech.word("disagree")}</label>
      )}
      <Help text={field.text} />
    </Group>
  );
}

/** Any number of values, or "looked for, none". */
export function SetOf(props: Props) {
  const { field, path, editing } = props;
  const [value, set] = useField(props);
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const { speech } = editing;
  return (
    <Group {...props} recorded={value !== undefined}>
      <div class="choices">
        <label class="chip unrecorded"><input type="checkbox" name={path} checked={value === undefined} onChange={() => set(undefined)} />
          <span><i aria-hidden="true">◇</i> {nothing(props)}</span></label>
        <label class="chip"><input type="checkbox" name={path} checked={value !== undefined && chosen.length === 0} onChange={() => set([])} />
          <span><b>{speech.word("none_there")}</b></span></label>
        {(field.values ?? []).map((v) => (
          <label class="chip" key={v}><input type="checkbox" name={path} value={v} checked={chosen.includes(v)} onChange={() => {
            const next = chosen.includes(v) ? chosen.filter((c) => c !== v) : [...chosen, v];
            set(next.length === 0 ? undefined : next);
          }} /><span><b>{speech.value(factOf(field), v)}</b></span></label>
        ))}
      </div>
      <Help text={field.text} />
    </Group>
  );
}

/** A number with its unit; it counts only when both are there. */
export function Quantity(props: Props) {
  const { field, path, editing } = props;
  const [value, set] = useField(props);
  const { speech } = editing;
  const given = value !== null && typeof value === "object" && !Array.isArray(value) ? value as Obj : undefined;
  const [text, setText] = useState(given ? String(given.value).replace(".", speech.language === "es" ? "," : ".") : "");
  const [unit, setUnit] = useState(given ? String(given.unit) : "");
  const units = editing.vocabulary.units.filter((u) => u.quantity === field.quantity);
  const update = (nextText: string, nextUnit: string) => {
    setText(nextText);
    setUnit(nextUnit);
    const number = typedNumber(nextText, speech.language);
    set(number !== undefined && nextUnit !== "" ? { value: number, unit: nextUnit } : undefined);
  };
  const bad = text.trim() !== "" && typedNumber(text, speech.language) === undefined;
  const id = idOf(path);
  return (
    <Group {...props} recorded={given !== undefined}>
      <div class="quantity">
        <input id={id + "-value"} type="text" inputMode="decimal" autocomplete="off" value={text} aria-label={speech.field(field)}
          aria-describedby={id + "-help"} aria-invalid={bad} placeholder={"◇ " + nothing(props)}
          onInput={(e) => update(e.currentTarget.value, unit)} />
        <select aria-label={`${speech.field(field)}: ${speech.word("unit")}`} value={unit} onChange={(e) => update(text, e.currentTarget.value)}>
          <option value="">{speech.word("unit")} …</option>
          {units.map((u) => <option key={u.unit} value={u.unit}>{u.unit}</option>)}
        </select>
      </div>
      <p class={bad || (text.trim() !== "" && unit === "") ? "help warn" : "help"} id={id + "-help"}>
        {bad ? speech.word("need_number") : text.trim() !== "" && unit === "" ? speech.word("need_unit") : field.text}</p>
    </Group>
  );
}

/** A whole number or a text. */
export function Plain(props: Props) {
  const { field, path, editing } = props;
  const [value, set] = useField(props);
  const { speech } = editing;
  const integer = field.type === "integer";
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const bad = integer && text.trim() !== "" && !/^\d+$/.test(text.trim());
  const id = idOf(path);
  return (
    <Group {...props} recorded={value !== undefined}>
      <input id={id + "-value"} type="text" inputMode={integer ? "numeric" : "text"} autocomplete="off" value={text} aria-invalid={bad}
        aria-label={speech.field(field)} aria-describedby={id + "-help"} placeholder={"◇ " + nothing(props)}
        onInput={(e) => {
          const next = e.currentTarget.value;
          setText(next);
          if (integer) set(/^\d+$/.test(next.trim()) ? Number(next) : undefined);
          else set(next === "" ? undefined : next);
        }} />
      <p class={bad ? "help warn" : "help"} id={id + "-help"}>{bad ? speech.word("need_number") : field.text}
        {integer ? ` ${field.least}–${field.most}` : ""}</p>
    </Group>
  );
}

/** The histology, found by any of its names in either language. */
export function Histology(props: Props) {
  const { field, path, editing } = props;
  const [value, set] = useField(props);
  const { speech, vocabulary } = editing;
  const [text, setText] = useState<string>();
  const [at, setAt] = useState(0);
  const entries = useMemo(() => vocabulary.histologies.map((h) => ({ key: h.key,
    names: [h.names.join("|"), folded(vocabulary.words.en?.["value.histology." + h.key] ?? ""), folded(vocabulary.words.es?.["value.histology." + h.key] ?? "")].join("|") })), [vocabulary]);
  const label = typeof value === "string" ? speech.value("histology", value) : "";
  const search = text === undefined ? "" : folded(text);
  const found = search === "" ? [] : entries
    .map((e) => ({ ...e, rank: ("|" + e.names).includes("|" + search) ? 0 : e.names.includes(search) ? 1 : 2 }))
    .filter((e) => e.rank < 2).sort((a, b) => a.rank - b.rank).slice(0, 8);
  const choose = (key: string | undefined) => {
    setText(undefined);
    setAt(0);
    set(key);
  };
  const id = idOf(path);
  return (
    <Group {...props} recorded={value !== undefined}>
      <div class="combo">
        <input id={id + "-value"} type="text" role="combobox" autocomplete="off" spellcheck={false} aria-label={speech.field(field)}
          aria-expanded={found.length > 0} aria-controls={id + "-list"} aria-autocomplete="list" aria-describedby={id + "-help"}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          placeholder={"◇ " + nothing(props)} value={text ?? (label || (value !== undefined ? JSON.stringify(value) : ""))}
          onInput={(e) => { setText(e.currentTarget.value); setAt(0); if (e.currentTarget.value === "") set(undefined); }}
          onBlur={() => setTimeout(() => setText(undefined), 150)}
          onKeyDown={(e) => {
            if (found.length === 0) return;
            if (e.key === "ArrowDown") setAt((at + 1) % found.length);
            else if (e.key === "ArrowUp") setAt((at + found.length - 1) % found.length);
            else if (e.key === "Enter") choose(found[at].key);
            else if (e.key === "Escape") setText(undefined);
            else return;
            e.preventDefault();
          }} />
        {value !== undefined && <button type="button" onClick={() => choose(undefined)} aria-label={`${speech.word("clear")}: ${speech.field(field)}`}>{speech.word("clear")}</button>}
        <ul role="listbox" id={id + "-list"} aria-label={speech.field(field)} hidden={found.length === 0}>
          {found.map((e, i) => (
            <li role="option" key={e.key} id={`${id}-${i}`} aria-selected={i === at} onMouseDown={(event) => { event.preventDefault(); choose(e.key); }}>
              {speech.value("histology", e.key)} <small>{speech.value("tumour", vocabulary.histologies.find((h) => h.key === e.key)?.tumour ?? "")}</small></li>
          ))}
        </ul>
      </div>
      <p class="help" id={id + "-help"}>{speech.word("histology_help")} {field.text}</p>
    </Group>
  );
}

/** The levels, picked on the spine. T13 and L6 ask for their class. */
export function Levels(props: Props) {
  const { path, editing } = props;
  const [value, set] = useField(props);
  const { vocabulary } = editing;
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <Group {...props} recorded={chosen.length > 0}>
      <div class="spine">
        {["C", "T", "L", "S"].map((region) => (
          <div class="region" key={region} role="group" aria-label={region}>
            <span aria-hidden="true">{region}</span>
            <div>{vocabulary.levels.filter((l) => l.startsWith(region)).map((level) => (
              <label class="level" key={level}><input type="checkbox" name={path} value={level} checked={chosen.includes(level)} onChange={() => {
                const next = vocabulary.levels.filter((l) => (l === level ? !chosen.includes(l) : chosen.includes(l)));
                set(next.length === 0 ? undefined : next);
              }} /><span>{level}</span></label>
            ))}</div>
          </div>
        ))}
      </div>
      <p class="help">{chosen.length === 0 ? <><i aria-hidden="true">◇</i> {nothing(props)}. </> : null}{props.field.text}</p>
    </Group>
  );
}

/** Earlier courses and operations: none, or a list. */
export function List(props: Props) {
  const { field, path, editing } = props;
  const [value, set] = useField(props);
  const { speech, vocabulary } = editing;
  const items = Array.isArray(value) ? value : [];
  const inner = vocabulary.fields.filter((f) => f.path.startsWith(field.path + "/*/"));
  return (
    <Group {...props} recorded={value !== undefined}>
      <div class="choices">
        <label class="chip unrecorded"><input type="radio" name={path} checked={value === undefined} onChange={() => set(undefined)} />
          <span><i aria-hidden="true">◇</i> {nothing(props)}</span></label>
        <label class="chip"><input type="radio" name={path} checked={value !== undefined && items.length === 0} onChange={() => set([])} />
          <span><b>{speech.word("none_there")}</b></span></label>
        <button type="button" onClick={() => set([...items, {}])}>{speech.word("add_course")}</button>
      </div>
      {items.map((_, i) => (
        <div class="item" key={i}>
          {inner.map((f) => <AnyField key={f.path} field={f} path={`${path}/${i}/${f.path.slice(f.path.lastIndexOf("/") + 1)}`} editing={editing} />)}
          <button type="button" onClick={() => set(items.length === 1 ? undefined : items.filter((__, j) => j !== i))}>{speech.word("remove_patient")}</button>
        </div>
      ))}
      <Help text={field.text} />
    </Group>
  );
}

/** One of six drawings for each grade, cut from the figure of the core. */
export function esccDrawing(vocabulary: Vocabulary): (grade: string) => ComponentChildren {
  const grades = vocabulary.fields.find((f) => f.path === "lesions/*/escc")?.values ?? [];
  return (grade) => {
    const x = grades.indexOf(grade) * 120 + 5;
    const svg = vocabulary.escc[grade].replace(/ width="\d+" height="\d+" viewBox="[^"]*" role="img" aria-labelledby="[^"]*"/, ` viewBox="${x} 4 110 122" aria-hidden="true"`);
    return <span class="drawing" dangerouslySetInnerHTML={{ __html: svg }} />;
  };
}

export function AnyField(props: Props) {
  switch (props.field.type) {
    case "choice": case "boolean":
      return <Choice {...props} drawing={props.field.path === "lesions/*/escc" ? esccDrawing(props.editing.vocabulary) : undefined} />;
    case "set": return <SetOf {...props} />;
    case "quantity": return <Quantity {...props} />;
    case "histology": return <Histology {...props} />;
    case "levels": return <Levels {...props} />;
    case "list": return <List {...props} />;
    default: return <Plain {...props} />;
  }
}
