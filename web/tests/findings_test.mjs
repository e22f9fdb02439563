// SPDX-License-Identifier: Apache-2.0
// node --test tests/findings_test.mjs with NOMS_PROGRAM and NOMS_PAGE (folder): what the measuring commands print, dropped on the page.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { commands } from "./phantoms.mjs";
import { caseOf, check, chip, drop, message, noms, open, start, stop, work } from "./use.mjs";

let measuring;
before(async () => {
  await start();
  measuring = commands(work);
});
after(stop);

/** What a command measured, in two ways: the case with --into, and the file of findings. */
function measured(name, caseFile) {
  const into = join(work, name + ".case.json");
  const findings = join(work, name + ".findings.json");
  writeFileSync(findings, noms(...measuring[name], "--format", "json", "--into", caseFile, "--into-output", into, "--lesion", "2"));
  return { into, findings };
}

test("findings go into the open lesion as --into writes them, beside what is typed", async () => {
  const typed = { noms_case: 1, id: "two", lesions: [{ id: "a", levels: ["L2"] },
    { id: "b", levels: ["T10"], escc: "3", vertebral_body: "none", cord_dmax: { value: 12, unit: "Gy" } }] };
  let file = join(work, "two.json");
  writeFileSync(file, JSON.stringify(typed));
  const { page, context, seen } = await open();
  await drop(page, [file]);
  await page.waitForSelector("text=T10");
  await page.click(".tabs button:has-text('T10')");
  for (const name of Object.keys(measuring)) {
    const { into, findings } = measured(name, file);
    await drop(page, [findings]);
    await message(page, "recorded in lesion 2");
    let text;
    for (let i = 0; i < 50 && text !== readFileSync(into, "utf8"); ++i) text = await caseOf(page);
    assert.equal(text, readFileSync(into, "utf8"), name);
    file = into;
  }
  const lesion = JSON.parse(readFileSync(file, "utf8")).lesions[1];
  assert.equal(lesion.escc.readings[0], "3");
  assert.equal(lesion.escc.readings[1].source.recorded_by, "noms image escc");
  assert.match(lesion.escc.readings[1].source.method, /geometry of masks/);
  assert.ok(lesion.escc.readings[1].source.uncertainty.length > 0);
  assert.ok(lesion.cord_dmax.readings[1].uncertainty > 0);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("a typed value and a measured one that differ both stay, and the field says so", async () => {
  const { page, context } = await open();
  await chip(page, "lesions/0/escc", "3").check();
  const findings = join(work, "alone.json");
  writeFileSync(findings, noms(...measuring.escc, "--format", "json"));
  await page.setInputFiles("input[type=file]", findings);
  await message(page, "readings disagree");
  const field = page.locator('[data-path="lesions/0/escc"]');
  assert.equal(await chip(page, "lesions/0/escc", "3").isChecked(), true);
  assert.match(await field.locator(".reading").innerText(), /2[\s\S]*noms image escc[\s\S]*geometry of masks[\s\S]*decided by/);
  assert.match(await field.locator(".warn").innerText(), /readings disagree \(3; /);
  await check(page, "findings");
  // Typing changes the own value only.
  await chip(page, "lesions/0/escc", "1a").check();
  let readings = JSON.parse(await caseOf(page)).lesions[0].escc.readings;
  assert.equal(readings[0], "1a");
  assert.equal(readings[1].source.recorded_by, "noms image escc");
  await field.locator("label.unrecorded input").first().check();
  assert.match(await field.locator("label.unrecorded").first().innerText(), /nothing typed/);
  assert.equal(JSON.parse(await caseOf(page)).lesions[0].escc.source.recorded_by, "noms image escc");
  await field.locator(".reading button").click();
  assert.equal(JSON.parse(await caseOf(page)).lesions[0].escc, undefined);
  await context.close();
});

test("a list that a program recorded is one value, and is edited as such", async () => {
  const { page, context } = await open();
  const file = join(work, "list.json");
  writeFileSync(file, JSON.stringify({ noms_case: 1, primary: { mutations: { value: ["egfr"], source: { recorded_by: "laboratory", software: "x 1" } } }, lesions: [{}] }));
  await page.setInputFiles("input[type=file]", file);
  await page.waitForFunction(() => document.querySelector('[data-path="primary/mutations"] input[value="egfr"]').checked);
  await page.$$eval(".left details", (all) => all.forEach((details) => { details.open = true; }));
  assert.equal(await page.locator(".reading").count(), 0);
  await chip(page, "primary/mutations", "alk").check();
  assert.deepEqual(JSON.parse(await caseOf(page)).primary.mutations, ["egfr", "alk"]);
  assert.equal(await page.locator(".faults").count(), 0);
  await context.close();
});

test("what is neither case nor findings is said, and what no case may hold is refused with its place", async () => {
  const { page, context } = await open();
  const file = join(work, "other.json");
  for (const [text, said] of [['{"grade": "2"}', "is no case and holds no findings"], ["{", "is no case and holds no findings"],
    ['{"findings": {"noms_findings": 1, "fields": {"lesions/*/secret": {"value": 1, "source": {"recorded_by": "x"}}}}}', "/findings/fields/*: a case has no such field"],
    ['{"findings": {"noms_findings": 1, "fields": {"lesions/*/escc": {"value": "5", "source": {"recorded_by": "x"}}}}}', "/lesions/0/escc/value"]]) {
    writeFileSync(file, text);
    await drop(page, [file]);
    await message(page, said);
    assert.equal((await page.locator(".message").innerText()).includes("secret"), false);
  }
  assert.deepEqual(JSON.parse(await caseOf(page)), { noms_case: 1, lesions: [{}] });
  await context.close();
});

test("pictures stand with their finding, with their text, in memory only, and are printed", async () => {
  writeFileSync(join(work, "escc.json"), noms(...measuring.escc, "--format", "json"));
  for (const name of ["dvh", "feasible"]) writeFileSync(join(work, name + ".svg"), noms(...measuring[name], "--format", "svg"));
  const { page, context, seen } = await open({ before: () => { window.print = () => { window.top.printed = [...document.images].map((i) => [i.alt, i.naturalWidth]); }; } });
  await page.evaluate(() => { window.hacked = 0; });
  const evil = join(work, "evil.svg");
  writeFileSync(evil, '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><title>Third</title><script>top.hacked = 1</script><image href="http://127.0.0.1:9/x.png" width="9" height="9"/><rect width="90" height="60"/></svg>');
  await drop(page, ["escc.json", "escc.png", "dvh.svg", "feasible.svg"].map((name) => join(work, name)).concat(evil));
  await page.waitForFunction(() => document.querySelectorAll(".picture img").length === 4);
  const overlay = page.locator(".figure.escc .picture");
  const alt = await overlay.locator("img").getAttribute("alt");
  assert.match(alt, /outlines of cord, sac and tumour.*ESCC 1c, possible 1b, 1c and 2.*decided by/);
  assert.equal(await overlay.locator("figcaption").innerText(), alt);
  const { escc } = JSON.parse(await caseOf(page)).lesions[0];
  assert.ok(alt.endsWith(escc.source.uncertainty), "the picture and the finding say the same");
  const texts = await page.locator(".picture img").evaluateAll((all) => all.map((i) => [i.alt.split(".")[0], i.complete && i.naturalWidth > 0, i.src.startsWith("blob:")]));
  assert.deepEqual(texts, [[alt.split(".")[0], true, true], ["Cumulative dose-volume histogram", true, true], ["Dose that fits beside the cord", true, true], ["Third", true, true]]);
  assert.equal(await page.evaluate(() => window.hacked), 0);
  assert.deepEqual(seen.requests.filter((url) => url.includes(":9/")), []);
  await check(page, "pictures");

  await page.click("text=Print sheet");
  await page.waitForFunction(() => window.printed);
  assert.deepEqual(await page.evaluate(() => window.printed.map(([text, width]) => [text.split(".")[0], width > 0])), texts.map(([text]) => [text, true]));
  await page.emulateMedia({ media: "print" });
  assert.equal(await overlay.locator("img").isVisible(), true);
  assert.equal(await overlay.locator("button").isVisible(), false);
  await page.emulateMedia({ media: null });

  // Another place, another lesion, removed; nothing is kept anywhere.
  await page.locator(".picture", { hasText: "Third" }).locator("select").selectOption("sins");
  assert.equal(await page.locator(".figure.sins .picture").count(), 1);
  await page.locator(".figure.sins .picture button").click();
  assert.equal(await page.locator(".picture").count(), 3);
  await page.click("text=Add lesion");
  assert.equal(await page.locator(".picture").count(), 0);
  await page.locator(".tabs button").first().click();
  assert.equal(await page.locator(".picture").count(), 3);
  assert.equal((await caseOf(page)).includes("blob:"), false);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]), [0, 0, 0, 0]);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

for (const [name, text] of [["broken.png", "\x89PNG\r\n\x1a\n broken"], ["other.svg", "<html><body>text</body></html>"], ["broken.svg", "<svg"]]) {
  test("what is no picture is refused: " + name, async () => {
    const { page, context } = await open();
    writeFileSync(join(work, name), text, "latin1");
    await drop(page, [join(work, name)]);
    await message(page, "is no picture");
    assert.equal(await page.locator(".picture").count(), 0);
    await context.close();
  });
}
