// SPDX-License-Identifier: Apache-2.0
// node --test tests/page_test.mjs with NOMS_PROGRAM and NOMS_PAGE (folder): the page in Debian's Chromium, used as its users do.
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { generator, randomCase, startCore } from "./equal.mjs";
import { check, chip, cli, folder, open, openFiles, pageAnswers, samples, saved, site, start, stop, work } from "./use.mjs";

const sampleFiles = readdirSync(samples).filter((name) => name.endsWith(".json")).map((name) => join(samples, name));
before(start);
after(stop);

test("nothing is chosen at the start, and the answer leaves everything open", async () => {
  const { page, context } = await open();
  assert.equal(await page.locator('form input[value]:not([value=""]):checked').count(), 0);
  assert.match(await page.locator(".options h2").innerText(), /options are still possible/);
  await context.close();
});

test("night call by mouse: the answer is that of the command line", async () => {
  const { page, context } = await open();
  await chip(page, "lesions/0/levels", "T7").check();
  await page.locator('[data-path="lesions/0/escc"] label.small input').check();
  await chip(page, "lesions/0/escc", "2").check();
  await chip(page, "lesions/0/escc", "3").check();
  await chip(page, "lesions/0/myelopathy", "yes").check();
  assert.match(await page.locator(".urgency").innerText(), /emergent/i);
  const onset = page.locator('[data-path="lesions/0/deficit_onset"]');
  await onset.locator("input").fill("10");
  assert.match(await onset.innerText(), /choose the unit/);
  await onset.locator("select").selectOption("h");
  await page.locator('[role=combobox]').fill("hipernefroma");
  if (await page.locator("[role=option]").count() === 0) await page.locator("[role=combobox]").fill("renal");
  await page.locator("[role=option]").first().click();
  await openFiles(page);
  const text = await saved(page, () => page.click("text=Save case"));
  const made = JSON.parse(text);
  assert.deepEqual(made.lesions, [{ levels: ["T7"], escc: ["2", "3"], myelopathy: true, deficit_onset: { value: 10, unit: "h" } }]);
  assert.equal(made.primary.histology, "rcc");
  const file = join(work, "night.json");
  writeFileSync(file, text);
  assert.deepEqual(await pageAnswers(page), [JSON.parse(cli([file]))]);
  await context.close();
});

test("a missing fact leads to its field, by keyboard alone", async () => {
  const { page, context } = await open();
  const link = page.locator(".changes button.link").first();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest("[data-path]") !== null);
  const path = await page.evaluate(() => document.activeElement.closest("[data-path]").dataset.path);
  assert.ok(path.length > 0);
  await page.locator('[data-path="lesions/0/myelopathy"] input').first().focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await chip(page, "lesions/0/myelopathy", "yes").isChecked(), true);
  assert.match(await page.locator(".urgency").innerText(), /emergent/i);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await chip(page, "lesions/0/myelopathy", "yes").isChecked(), false);
  await page.locator("[role=combobox]").focus();
  await page.keyboard.type("mama");
  await page.keyboard.press("Enter");
  assert.match(await page.locator("[role=combobox]").inputValue(), /Breast/);
  await context.close();
});

test("phone, in Spanish: the bar opens the answer, and the decimal comma is read", async () => {
  const { page, context } = await open({ width: 360, height: 740, locale: "es-ES" });
  assert.match(await page.locator(".sheet-bar").innerText(), /siguen siendo posibles/);
  await chip(page, "lesions/0/myelopathy", "yes").check();
  assert.match(await page.locator(".sheet-bar").innerText(), /emergente/i);
  const survival = page.locator('[data-path="fitness/expected_survival"]');
  await survival.locator("select").selectOption("mo");
  await survival.locator("input").fill("1.500");
  assert.match(await survival.innerText(), /ambiguo/);
  await survival.locator("input").fill("1,5");
  await page.click(".sheet-bar");
  assert.equal(await page.locator(".options").isVisible(), true);
  await page.click(".sheet-bar");
  await openFiles(page);
  assert.deepEqual(JSON.parse(await saved(page, () => page.click("text=Guardar caso"))).fitness, { expected_survival: { value: 1.5, unit: "mo" } });
  await context.close();
});

test("all samples and random cases: the answers are those of the command line", async () => {
  const core = await startCore(join(folder, "../wasm/noms.wasm"));
  const vocabulary = core.vocabulary("en");
  const random = generator(5);
  const files = [...sampleFiles];
  while (files.length < sampleFiles.length + 100) {
    const text = JSON.stringify({ ...randomCase(vocabulary, random), id: "random-" + files.length });
    if (!core.assess(text, "", "en", 4).ok) continue;
    files.push(join(work, `random-${files.length}.json`));
    writeFileSync(files.at(-1), text);
  }
  const { page, context } = await open();
  await page.setInputFiles("input[type=file]", files);
  await page.waitForFunction((n) => document.querySelectorAll(".files .tabs button").length === n, files.length);
  const expected = cli(files).trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(await pageAnswers(page), expected);
  await context.close();
});

test("the board: agenda by urgency, arrow keys, names hidden", async () => {
  const { page, context } = await open();
  await page.setInputFiles("input[type=file]", sampleFiles);
  await page.waitForFunction((n) => document.querySelectorAll(".files .tabs button").length === n, sampleFiles.length);
  await page.click("text=Meeting");
  const urgencies = await page.locator(".agenda li button span:first-of-type").allInnerTexts();
  const rank = urgencies.map((u) => ["Emergent", "Urgent", "Elective"].indexOf(u));
  assert.deepEqual(rank, [...rank].sort());
  const name = await page.locator(".case-name").innerText();
  await page.keyboard.press("ArrowDown");
  const next = await page.locator(".case-name").innerText();
  assert.notEqual(next, name);
  await page.keyboard.press("h");
  assert.match(await page.locator(".case-name").innerText(), /^Patient \d+$/);
  assert.equal((await page.locator("body").innerText()).includes(next), false);
  await check(page, "meeting");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("form").isVisible(), true);
  await context.close();
});

test("why: the fired row is marked in its table, with a DOI", async () => {
  const { page, context } = await open();
  await page.setInputFiles("input[type=file]", join(samples, "figure-3-t10-nsclc.json"));
  await page.waitForSelector(".options li.known");
  await page.$$eval(".why details", (all) => all.forEach((details) => { details.open = true; }));
  const fired = await page.locator(".why tr.fired th").allInnerTexts();
  assert.ok(fired.some((row) => row.includes("T07")), fired.join());
  assert.ok(await page.locator('.why a[href^="https://doi.org/10."]').count() > 0);
  await check(page, "why");
  await context.close();
});

test("an encrypted case opens with its passphrase only", async () => {
  const { page, context } = await open();
  await page.setInputFiles("input[type=file]", join(samples, "night-incomplete.json"));
  await page.waitForFunction(() => document.querySelector(".files summary").textContent.includes("night"));
  await openFiles(page);
  await page.click("text=Save encrypted");
  await page.fill("dialog input", "correct horse");
  const secret = await saved(page, () => page.click("dialog .primary"));
  assert.equal(secret.includes("night"), false);
  const file = join(work, "secret.json");
  writeFileSync(file, secret);
  await page.setInputFiles("input[type=file]", file);
  await page.fill("dialog input", "wrong");
  await page.click("dialog .primary");
  await page.waitForFunction(() => document.querySelector(".message").textContent.includes("passphrase does not open"));
  await page.setInputFiles("input[type=file]", file);
  await page.fill("dialog input", "correct horse");
  await page.click("dialog .primary");
  await page.waitForFunction(() => document.querySelectorAll(".files .tabs button").length === 2);
  await context.close();
});

test("nothing leaves the page and nothing is stored", async () => {
  const { page, context, seen } = await open();
  const canary = "Canary-Name-71";
  await openFiles(page);
  await page.locator('[data-path="id"] input').fill(canary);
  await chip(page, "lesions/0/escc", "3").check();
  await page.click("text=Copy chart text");
  const sheet = await saved(page, () => page.click("text=Save sheet"));
  assert.ok(sheet.includes(canary));
  assert.deepEqual(seen.requests.filter((url) => !url.startsWith(site.origin) && !url.startsWith("data:") && !url.startsWith("blob:")), []);
  assert.equal([...seen.requests, ...seen.messages, page.url()].join("\n").includes(canary), false);
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.messages, []);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie, (await navigator.serviceWorker.getRegistrations()).length]), [0, 0, 0, "", 0]);
  await context.close();
});

test("the offline file runs from a folder", async () => {
  const { page, context, seen } = await open({ url: pathToFileURL(join(folder, "noms.html")).href });
  await page.setInputFiles("input[type=file]", join(samples, "figure-3-t10-nsclc.json"));
  await page.waitForSelector(".options li.known");
  assert.deepEqual(await pageAnswers(page), [JSON.parse(cli([join(samples, "figure-3-t10-nsclc.json")]))]);
  assert.deepEqual(seen.requests.filter((url) => !/^(file|data|blob):/.test(url)), []);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("prognosis and plan are shown where the assessment has them, and their gaps lead to the fields", async () => {
  const { page, context } = await open();
  assert.equal(await page.locator(".prognosis").count(), 1);
  await page.addInitScript(() => {
    const parse = JSON.parse;
    JSON.parse = (text, reviver) => {
      const value = parse(text, reviver);
      if (value?.noms_assessment !== 1) return value;
      const lesion = value.lesions[0].lesion;
      value.prognosis = [{ score: "tomita", title: "Tomita score", status: "ok", lowest: 2, highest: 7, bands: ["2-3", "6-7"],
        survival: [{ band: "2-3", statistic: "median", value: "about 50 months", cohort: "61 patients" }], missing: [{ fact: "disease/visceral_metastases", name: "visceral_metastases" }] }];
      value.plan = [{ lesion, option: { surgery: "none", radiation: "ssrs" }, items: [{ stage: "dose", row: "DOSE-SINGLE", text: "A dose.", certain: true, mark: "V", evidence: ["newman-2023"] }] }];
      return value;
    };
  });
  await page.reload();
  await page.waitForSelector(".prognosis");
  assert.match(await page.locator(".prognosis").innerText(), /2–7[\s\S]*about 50 months/);
  assert.match(await page.locator("body").innerText(), /DOSE-SINGLE/);
  await page.click(".prognosis button.link");
  await page.waitForFunction(() => document.activeElement?.closest("[data-path]")?.dataset.path === "disease/visceral_metastases");
  await context.close();
});

test("a contradiction is named and leads to its field", async () => {
  const { page, context } = await open();
  await chip(page, "lesions/0/myelopathy", "yes").check();
  await page.$$eval("details", (all) => all.forEach((details) => { details.open = true; }));
  await chip(page, "lesions/0/frankel", "E").check();
  assert.match(await page.locator(".faults").innerText(), /myelopathy/);
  await page.locator(".faults button.link").first().click();
  await page.waitForFunction(() => document.activeElement?.closest("[data-path]") !== null);
  await context.close();
});

for (const [locale, colorScheme, width, forcedColors] of [["en-GB", "light", 1440, "none"], ["es-ES", "dark", 1440, "none"], ["en-GB", "dark", 320, "none"],
  ["es-ES", "light", 320, "none"], ["en-GB", "light", 1440, "active"]]) {
  test(`accessible: ${locale} ${colorScheme} ${width} px, forced colours ${forcedColors}`, async () => {
    const { page, context } = await open({ locale, colorScheme, width, forcedColors });
    await page.setInputFiles("input[type=file]", join(samples, "night-incomplete.json"));
    await page.waitForFunction(() => document.querySelector(".files summary").textContent.includes("night"));
    await page.$$eval(".left details", (all) => all.forEach((details) => { details.open = true; }));
    await check(page, "form");
    if (width < 960) await page.click(".sheet-bar");
    await check(page, "answer");
    await context.close();
  });
}
