// SPDX-License-Identifier: Apache-2.0
// A case as the page edits it, the vocabulary and the assessment as the core gives them. A field that is absent is not recorded.
import type { Picture } from "./pictures";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Obj = { [key: string]: Json };

export interface Field {
  path: string;
  type: "text" | "choice" | "boolean" | "integer" | "quantity" | "levels" | "histology" | "set" | "list";
  values?: string[];
  least?: number;
  most?: number;
  quantity?: string;
  text: string;
  fact?: string;
}

export interface Vocabulary {
  software: string;
  knowledge: string;
  sha256: string;
  editions: { name: string; text: string }[];
  fields: Field[];
  units: { quantity: string; unit: string; least: number; most: number }[];
  levels: string[];
  transitional: string[];
  image_items: string[];
  histologies: { key: string; tumour: string; names: string[] }[];
  words: Partial<Record<"en" | "es", Record<string, string>>>;
  evidence: Record<string, { citation: string; doi: string; level: string }>;
  figure_css: string;
  escc: Record<string, string>;
}

export interface UniqueTable {
  id: string;
  title: string;
  inputs: string[];
  outputs: string[];
  rows: { row: string; cells: string[][]; outputs: string[]; mark: string; evidence: string[]; text: string }[];
}
export interface RuleTable {
  id: string;
  title: string;
  rules: { row: string; when: { fact: string; values: string[] }[]; mark: string; evidence: string[]; text: string }[];
}
export type Tables = Record<string, { tables: UniqueTable[]; rules: RuleTable[];
  scores: { id: string; title: string; parts: { part: string; points: Record<string, number> }[] }[] }>;

export interface Pair { surgery: string; radiation: string }
export interface Option extends Pair { rows: string[]; marks: string[]; summary: string; texts: string[]; evidence: string[] }
export interface Remark { row: string; text: string; mark: string; evidence: string[]; certain?: boolean; flag?: boolean; summary?: string }
export interface Missing { fact: string; name: string; ask: string; rank: number; decides: boolean;
  outcomes: { values: string[]; options: Pair[] }[] }
export interface Reason { table: string; title: string; rows: string[];
  given: { fact: string; values: string[]; recorded: boolean }[]; decision: string; values: string[]; marks: string[];
  texts: string[]; evidence: string[] }
export interface Robustness { fact: string; name: string; from: string; to: string; changes: boolean; options: Pair[];
  changes_urgency: boolean; urgency: string[] }
export interface Lesion {
  lesion: string;
  mechanical: { sins: { lowest: number; highest: number; categories: string[];
    items: { component: string; fact: string; findings: string[]; recorded: boolean; lowest: number; highest: number }[] };
    stability: string[] };
  urgency: string[];
  red_flags: string[];
  recommendation: { determined: boolean; options: Option[]; alternatives: Remark[]; vetoes: Remark[] };
  missing: Missing[];
  cautions: Remark[];
  reasons: Reason[];
  robustness?: Robustness[];
}
/** One score of the prognosis. With facts missing, the range and the bands are those that some completion reaches. */
export interface Score { score: string; title?: string; status?: string; reason?: string; lowest?: number; highest?: number; bands?: string[];
  survival?: { band: string; statistic: string; value: string; cohort: string }[]; missing?: { fact: string; name: string }[] }
export interface Assessment {
  case: string;
  edition: string;
  lesions: Lesion[];
  prognosis?: Score[];
  plan?: { lesion: string; option: Pair; items: { stage: string; row: string; text: string; for?: string; against?: string;
    certain: boolean; mark: string; evidence: string[] }[] }[];
  notes?: string[];
  completeness?: { recorded: number; readable: number };
}

/** One patient of the list. `key` is new when a case is loaded, so that every input starts from it. */
export interface Patient { key: number; document: Obj; pictures: Picture[] }

let keys = 0;
export const newPatient = (document?: Obj, pictures: Picture[] = []): Patient =>
  ({ key: ++keys, document: document ?? { noms_case: 1, lesions: [{}] }, pictures });

const isObject = (a: Json | undefined): a is Obj => a !== null && typeof a === "object" && !Array.isArray(a);

/** What stands at a path such as "lesions/0/escc", one entry a reading, each with its source where it has one. */
function readingsAt(document: Json, path: string): Json[] {
  let at: Json | undefined = document;
  for (const part of path.split("/")) {
    if (at === null || typeof at !== "object") return [];
    at = (at as Obj)[part];
  }
  return at === undefined ? [] : isObject(at) && Array.isArray(at.readings) ? at.readings : [at];
}

/** A reading without the record of its source. */
export const bare = (a: Json): Json => (isObject(a) && "value" in a && !("unit" in a) ? a.value : a);

function united(readings: Json[]): Json | undefined {
  if (readings.length < 2) return readings.length === 0 ? undefined : bare(readings[0]);
  const all = [...new Set(readings.flatMap(bare))];  // each reading stays possible
  return all.length === 1 || typeof all[0] === "object" ? all[0] : all;
}

/** The value at a path; undefined where nothing is recorded. */
export const valueAt = (document: Json, path: string): Json | undefined => united(readingsAt(document, path));

/** A reading that a program measured says so; it is shown, and removed, but not edited. */
const measured = (a: Json): a is Obj => isObject(a) && isObject(a.source) && a.source.software !== undefined;
export const measuredAt = (document: Json, path: string): Obj[] => readingsAt(document, path).filter(measured);
export const typedAt = (document: Json, path: string): Json | undefined => united(readingsAt(document, path).filter((a) => !measured(a)));

/** A copy with what is typed at the path, and those readings behind it. */
export function withReadings(document: Json, path: string, typed: Json | undefined, behind: Json[]): Json {
  const all = typed === undefined ? behind : [typed, ...behind];
  return withValue(document, path, all.length < 2 ? all[0] : { readings: all });
}

/** A copy with the value at the path; undefined removes it, and objects that become empty with it. */
export function withValue(document: Json, path: string, value: Json | undefined): Json {
  const [part, ...rest] = path.split("/");
  const below = rest.join("/");
  if (Array.isArray(document)) {
    const index = Number(part);
    const copy = [...document];
    if (below === "" && value === undefined) copy.splice(index, 1);
    else copy[index] = below === "" ? (value as Json) : withValue(copy[index] ?? {}, below, value);
    return copy;
  }
  const copy: Obj = { ...((document ?? {}) as Obj) };
  const next = below === "" ? value : withValue(copy[part] ?? {}, below, value);
  const empty = next !== null && typeof next === "object" && !Array.isArray(next) && Object.keys(next).length === 0;
  if (next === undefined || (empty && part !== "lesions" && below !== "")) delete copy[part];
  else copy[part] = next;
  return copy;
}

export const caseText = (document: Obj): string => JSON.stringify(document, null, 2) + "\n";
export const lesionsOf = (document: Obj): Obj[] => (Array.isArray(document.lesions) ? (document.lesions as Obj[]) : []);

/** A search form of a name: lower case, without accents and signs. */
export const folded = (text: string): string =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/** A typed number, with point or comma. Undefined where it is none, or where a thousands sign cannot be told from a decimal one. */
export function typedNumber(text: string, language: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d+([.,]\d+)?$/.test(trimmed)) return undefined;
  const separator = language === "es" ? /^\d{1,3}\.\d{3}$/ : /^\d{1,3},\d{3}$/;
  if (separator.test(trimmed)) return undefined;
  return Number(trimmed.replace(",", "."));
}
