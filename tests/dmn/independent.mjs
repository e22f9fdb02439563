// SPDX-License-Identifier: Apache-2.0
// An engine that is not ours on the exported model: dmn-moddle reads it, without a warning; feelin evaluates every cell;
// the walk over rules is here. independent.mjs MODEL.dmn CASES.ndjson [--first | --time DECISION]
import { readFileSync } from 'node:fs';
import { DmnModdle } from 'dmn-moddle';
import { evaluate, unaryTest } from 'feelin';

const [modelFile, casesFile] = process.argv.slice(2);
const first = process.argv[4] === '--first'; // ends at the first difference
const timed = process.argv[4] === '--time' ? process.argv[5] : null;

const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(modelFile, 'utf8'));
if (warnings.length > 0) {
  for (const warning of warnings.slice(0, 10)) console.error(`dmn-moddle: ${warning.message}`);
  process.exit(1);
}
const decisions = new Map();
for (const element of rootElement.drgElement) {
  if (element.$type === 'dmn:Decision') decisions.set(element.id, element);
}

// A cell and an output depend on nothing but their text and the value: each pair is evaluated once, unless time is measured.
const known = new Map();
function once(key, work) {
  if (timed) return work();
  if (!known.has(key)) known.set(key, work());
  return known.get(key);
}
const passes = (text, value) => once(`${text}\0${value}`, () => unaryTest(text, { '?': value }).value === true);
const output = (text) => once(text, () => evaluate(text, {}).value);

/** Runs the table of a decision; `context` has values for all that it requires. */
function decide(decision, context) {
  const table = decision.decisionLogic;
  const values = table.input.map((input) => evaluate(input.inputExpression.text, context).value);
  const outputs = [];
  const rows = [];
  for (const rule of table.rule) {
    const fits = values.every((value, i) => passes(rule.inputEntry[i].text, value));
    if (!fits) continue;
    rows.push(rule.id);
    outputs.push(rule.outputEntry.map((entry) => output(entry.text)));
  }
  const named = outputs.map((all) =>
    all.length === 1 ? all[0] : Object.fromEntries(all.map((value, i) => [table.output[i].name, value])));
  if (table.hitPolicy === 'COLLECT') {
    if (table.aggregation === 'SUM') return { value: named.reduce((sum, value) => sum + Number(value), 0), rows };
    return { value: named, rows };
  }
  if (named.length > 1) throw new Error(`${decision.name}: more than one row fits`);
  return { value: named[0] ?? null, rows };
}

/** Runs a decision with all that it requires. */
function decideWithAll(id, inputs, made) {
  if (made.has(id)) return made.get(id);
  const decision = decisions.get(id);
  const context = { ...inputs };
  for (const requirement of decision.informationRequirement ?? []) {
    if (!requirement.requiredDecision) continue;
    const required = requirement.requiredDecision.href.slice(1);
    context[decisions.get(required).name] = decideWithAll(required, inputs, made).value;
  }
  const result = decide(decision, context);
  made.set(id, result);
  return result;
}

const lines = readFileSync(casesFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
let failures = 0;
function compare(expected, given, what) {
  if (JSON.stringify(expected) === JSON.stringify(given)) return;
  if (++failures <= 10) console.error(`${what}: ${JSON.stringify(given)} instead of ${JSON.stringify(expected)}`);
  if (first) process.exit(1);
}

if (timed) {
  const decision = decisions.get(`decision_${timed}`);
  const own = lines.filter((line) => line.decision === timed);
  for (const line of own) decide(decision, line.inputs); // warm
  const begin = process.cpuUsage();
  const rounds = 5;
  for (let n = 0; n < rounds; ++n) for (const line of own) decide(decision, line.inputs);
  const spent = process.cpuUsage(begin); // microseconds
  const nanoseconds = ((spent.user + spent.system) * 1000) / (rounds * own.length);
  console.log(nanoseconds.toFixed(0));
  process.exit(0);
}

let single = 0;
let whole = 0;
for (const line of lines) {
  if (line.decision) {
    const decision = decisions.get(`decision_${line.decision}`);
    const { value, rows } = decide(decision, line.inputs);
    compare(line.value, value, `${line.decision} ${JSON.stringify(line.inputs)}`);
    if (line.row) compare(1, rows.length, `${line.decision} rows`);
    ++single;
  } else {
    const made = new Map();
    const treatment = decideWithAll('decision_treatment', line.case, made);
    const urgency = decideWithAll('decision_urgency', line.case, made);
    compare([line.treatment], treatment.rows, `treatment ${JSON.stringify(line.case)}`);
    compare([line.urgency], urgency.rows, `urgency ${JSON.stringify(line.case)}`);
    const rules = [];
    for (const name of ['alternatives', 'vetoes', 'cautions']) {
      if (!decisions.has(`decision_${name}`)) continue;
      for (const item of decideWithAll(`decision_${name}`, line.case, made).value) {
        const rule = typeof item === 'string' ? item : item.rule;
        if (rules.at(-1) !== rule) rules.push(rule);
      }
    }
    compare(line.rules, rules, `rules ${JSON.stringify(line.case)}`);
    ++whole;
  }
}
console.log(`${single} combinations of single decisions, ${whole} whole cases, ${failures} differ`);
process.exit(failures === 0 && single > 1500 && whole > 0 ? 0 : 1);
