// SPDX-License-Identifier: Apache-2.0
// node tests/equal_lines.mjs CORE.wasm CASES.ndjson BRIEF.ndjson: the brief line of each case from the module against that of
// `noms assess --bulk --format brief`, byte by byte, with a line of the faults where the case is refused. For long runs;
// benchmarks/write_cohort writes the cases.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { startCore } from "./equal.mjs";

const [wasm, cases, brief] = process.argv.slice(2);
const core = await startCore(wasm);
const lines = (file) => createInterface({ input: createReadStream(file), crlfDelay: Infinity })[Symbol.asyncIterator]();
const inputs = lines(cases);
const answers = lines(brief);
let count = 0;
let refused = 0;
let different = 0;
for (;;) {
  const [input, answer] = [await inputs.next(), await answers.next()];
  if (input.done || answer.done) {
    if (input.done !== answer.done) ++different;
    break;
  }
  ++count;
  const own = core.assess(input.value, "", "en", 9);
  if (own.ok ? own.text !== `${answer.value}\n` : !answer.value.startsWith('{"noms_error"')) ++different;
  if (!own.ok) ++refused;
}
console.log(`${count} cases, ${refused} of them refused, ${different} different`);
process.exitCode = different === 0 && count > 0 ? 0 : 1;
