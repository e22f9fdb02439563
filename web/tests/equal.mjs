// SPDX-License-Identifier: Apache-2.0
// node tests/equal.mjs NOMS CORE.wasm COUNT [SEED]: random cases, the answer of the program against that of the module, byte by byte.
// Faults are compared too: a case that one refuses, the other refuses with the same places.
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

/**
 * Random cases, answered by the program and by `ask`, which takes texts with their edition and language and gives the core's answers as
 * `{ok, text}` or `{ok, faults}`. Counts what is equal byte by byte, and names what differs.
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
    const texts = Array.from({ length: Math.min(500, count - done) }, () => JSON.stringify(randomCase(vocabulary, random)));
    done += texts.length;
    const good = [];
    const bad = [];
    (await ask(texts, edition, language)).forEach((answer, i) => {
      const file = join(work, `${i}.json`);
      writeFileSync(file, texts[i]);
      (answer.ok ? good : bad).push({ i, text: texts[i], file, answer });
    });
    rmSync(join(work, "out"), { recursive: true, force: true });
    mkdirSync(join(work, "out"));
    const native = spawnSync(program, ["assess", "--edition", edition, "--language", language, "--format", "json", "--output", join(work, "out"), ...good.map((g) => g.file)], { encoding: "utf8" });
    if (good.length > 0 && native.status !== 0) failures.push("the program refused what the module answered: " + native.stderr.slice(0, 300));
    for (const g of good) {
      const path = join(work, "out", `${g.i}.json`);
      if (existsSync(path) && readFileSync(path, "utf8") === g.answer.text) answered += 1;
      else failures.push("another answer: " + g.text);
    }
    // A refusal costs a start of the program, so every tenth is compared.
    for (const b of bad.filter((_, i) => i % 10 === 0)) {
      const result = spawnSync(program, ["assess", "--edition", edition, "--language", language, "--format", "json", b.file], { encoding: "utf8" });
      const same = result.status !== 0 && b.answer.faults.every((f) => result.stderr.includes(f.where) && result.stderr.includes(f.message));
      if (same) refused += 1;
      else failures.push("another refusal: " + b.text);
    }
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
  if (failures.length > 0 || answered < Number(count) / 20) process.exit(1);
}
