// SPDX-License-Identifier: Apache-2.0
// node tests/equal.mjs NOMS CORE.wasm COUNT [SEED]: random cases, the answer of the program against that of the module, byte by byte.
// Every case is compared: what one refuses, the other refuses with the same codes, places and messages.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The glue of the page, as a module of node. */
export async function startCore(wasm) {
  const folder = mkdtempSync(join(tmpdir(), "noms-core-"));
  await build({ entryPoints: [join(here, "../src/core.ts")], bundle: true, format: "esm", outfile: join(folder, "core.mjs"), logLevel: "error" });
  const { Core } = await import(join(folder, "core.mjs"));
  rmSync(folder, { recursive: true });
  const core = await Core.start(readFileSync(wasm));
  await core.learnSpanish(async () => readFileSync(join(dirname(wasm), "spanish.pack")));
  return core;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A case with every field recorded or not by chance, values and units from the vocabulary. */
export function randomCase(vocabulary, random) {
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  const some = (list) => list.filter(() => random() < 0.3);
  const recorded = random();
  const value = (field) => {
    switch (field.type) {
      case "choice": return random() < 0.12 && field.path.startsWith("lesions/") && field.path.split("*").length === 2 && field.values.length > 2
        ? field.values.filter((v, i) => i < 2) : pick(field.values);
      case "boolean": return random() < 0.5;
      case "integer": return field.least + below(Math.min(field.most - field.least + 1, 8));
      case "quantity": {
        const unit = pick(vocabulary.units.filter((u) => u.quantity === field.quantity));
        return { value: Number((unit.least + random() * (unit.most - unit.least)).toPrecision(3)), unit: unit.unit };
      }
      case "set": return some(field.values);
      case "levels": return random() < 0.8 ? [pick(vocabulary.levels)] : (() => { const at = below(vocabulary.levels.length - 1); return vocabulary.levels.slice(at, at + 2); })();
      case "histology": { const h = pick(vocabulary.histologies); return random() < 0.5 ? h.key : pick(h.names); }
      default: return undefined;
    }
  };
  const fill = (prefix, depth) => {
    const made = {};
    for (const field of vocabulary.fields) {
      if (!field.path.startsWith(prefix)) continue;
      const parts = field.path.slice(prefix.length).split("/");
      if (parts.includes("*") || parts[0] === "lesions" || ["noms_case", "id"].includes(parts[0])) continue;
      if (random() > recorded) continue;
      // A class belongs to a transitional level; elsewhere it is a fault, which one case in twenty may have.
      if (field.path === "lesions/*/location_class" && !(made.levels ?? []).some((level) => vocabulary.transitional.includes(level)) && random() > 0.05) continue;
      const given = field.type === "list" ? Array.from({ length: below(3) }, () => fill(field.path + "/*/", depth + 1)) : value(field);
      if (given === undefined) continue;
      let at = made;
      for (const part of parts.slice(0, -1)) at = at[part] ??= {};
      at[parts.at(-1)] = given;
    }
    return made;
  };
  return { noms_case: 1, ...fill("", 0), lesions: Array.from({ length: 1 + below(2) }, () => fill("lesions/*/", 1)) };
}

/** The case without the fields that its faults name. */
function mended(text, faults) {
  const made = JSON.parse(text);
  for (const { where } of faults) {
    const parts = where.split("/").slice(1);
    let at = made;
    for (const part of parts.slice(0, -1)) at = at?.[part];
    if (at && !Array.isArray(at)) delete at[parts.at(-1)];
  }
  return JSON.stringify(made);
}

/** Random cases as texts, each with the answer of `ask`. Fields by chance often contradict each other: seven of ten that are refused are mended. */
async function drawn(count, vocabulary, random, ask) {
  const cases = Array.from({ length: count }, () => ({ text: JSON.stringify(randomCase(vocabulary, random)), mend: random() < 0.7 }));
  for (let round = 0, asked = cases; asked.length > 0; ++round) {
    const answers = await ask(asked.map((c) => c.text));
    asked.forEach((c, i) => { c.answer = answers[i]; });
    asked = round < 4 ? asked.filter((c) => c.mend && !c.answer.ok) : [];
    for (const c of asked) c.text = mended(c.text, c.answer.faults);
  }
  return cases;
}

/** Names the refusals that the program does not make byte by byte: places and messages of the command, and with the codes those of --bulk. */
function otherRefusals(program, words, work, bad) {
  if (bad.length === 0) return [];
  const said = spawnSync(program, ["assess", ...words, ...bad.map((b) => b.file)], { encoding: "utf8", maxBuffer: 1 << 28 });
  const told = bad.flatMap((b) => b.answer.faults.map((f) => `${b.file}: ${f.where}: ${f.message}\n`)).join("");
  const failures = said.status !== 0 && said.stdout === "" && said.stderr === told ? [] : ["the program refuses with other words: " + said.stderr.slice(0, 300)];
  writeFileSync(join(work, "bad.ndjson"), bad.map((b) => b.text + "\n").join(""));
  const lines = spawnSync(program, ["assess", "--bulk", ...words, join(work, "bad.ndjson")], { encoding: "utf8", maxBuffer: 1 << 28 }).stdout.split("\n");
  bad.forEach((b, i) => {
    if (lines[i] !== JSON.stringify({ noms_error: 1, line: i + 1, errors: b.answer.faults })) failures.push("another refusal: " + b.text);
  });
  return failures;
}

/**
 * Random cases, answered by the program and by `ask`, which takes texts with their edition and language and gives the core's answers as
 * `{ok, text}` or `{ok, faults}`. Every one is compared byte by byte, answer or refusal: counts what is equal, and names what differs.
 */
export async function compare(program, vocabulary, ask, count, seed) {
  const random = generator(seed);
  const work = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "noms-equal-"));
  let answered = 0;
  let refused = 0;
  const failures = [];
  for (let done = 0; done < count && failures.length <= 5;) {
    const edition = random() < 0.8 ? "2023" : "2013";
    const language = random() < 0.7 ? "en" : "es";
    const words = ["--edition", edition, "--language", language, "--format", "json"];
    const cases = await drawn(Math.min(125, count - done), vocabulary, random, (texts) => ask(texts, edition, language));
    done += cases.length;
    cases.forEach((c, i) => {
      c.name = `${i}.json`;
      c.file = join(work, c.name);
      writeFileSync(c.file, c.text);
    });
    const good = cases.filter((c) => c.answer.ok);
    const bad = cases.filter((c) => !c.answer.ok);
    rmSync(join(work, "out"), { recursive: true, force: true });
    mkdirSync(join(work, "out"));
    const native = spawnSync(program, ["assess", ...words, "--output", join(work, "out"), ...good.map((g) => g.file)], { encoding: "utf8" });
    if (good.length > 0 && native.status !== 0) failures.push("the program refused what the module answered: " + native.stderr.slice(0, 300));
    for (const g of good) {
      const path = join(work, "out", g.name);
      if (existsSync(path) && readFileSync(path, "utf8") === g.answer.text) answered += 1;
      else failures.push("another answer: " + g.text);
    }
    const others = otherRefusals(program, words, work, bad);
    refused += others.length === 0 ? bad.length : 0;
    failures.push(...others);
  }
  rmSync(work, { recursive: true });
  return { answered, refused, failures };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program, wasm, count, seed] = process.argv.slice(2);
  const core = await startCore(wasm);
  const ask = (texts, edition, language) => texts.map((text) => core.assess(text, edition, language, 4));
  const { answered, refused, failures } = await compare(program, core.vocabulary("en"), ask, Number(count), Number(seed ?? 1));
  for (const failure of failures.slice(0, 5)) console.error(failure);
  console.log(`${answered} answers and ${refused} refusals byte-equal, ${failures.length} differ`);
  if (failures.length > 0 || answered + refused !== Number(count) || answered < 0.6 * count || refused < 0.05 * count) process.exit(1);
}
