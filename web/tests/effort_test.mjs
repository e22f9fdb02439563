// SPDX-License-Identifier: Apache-2.0
// node --test tests/effort_test.mjs with NOMS_PROGRAM and NOMS_PAGE (folder): clicks and keystrokes from the opened page to the answer, for
// three samples. benchmarks/README.md states the method; its figures are those counted here, or this test fails.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { cli, open, openFiles, pageAnswers, samples, saved, start, stop, work } from "./use.mjs";

const readme = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../../benchmarks/README.md"), "utf8");
before(start);
after(stop);

/** Acts as a person does, and counts. Scrolling and moving are not counted. */
class Hands {
  clicks = 0;
  keys = 0;
  facts = 0;

  constructor(page) { this.page = page; }

  async click(locator) {
    await locator.click();
    this.clicks += 1;
  }

  async type(text) {
    await this.page.keyboard.type(text);
    this.keys += text.length;
  }

  /** A field of the form; the fold that hides it is opened first. */
  async field(path) {
    const field = this.page.locator(`[data-path="${path}"]`);
    if (!await field.isVisible()) await this.click(this.page.locator("details", { has: field }).locator("> summary"));
    this.facts += 1;
    return field;
  }

  async chip(field, value) {
    await this.click(field.locator("label", { has: this.page.locator(`input[value="${value}"]`) }));
  }

  async enter(path, value) {
    const field = await this.field(path);
    if (path.endsWith("/levels")) {
      for (const level of value) await this.chip(field, level);
    } else if (path.endsWith("/histology")) {
      await this.click(field.locator("[role=combobox]"));
      const name = { nsclc: "Non-small cell lung carcinoma", rcc: "Renal cell carcinoma" }[value];
      for (const letter of name) {  // until the wanted one stands first
        await this.type(letter);
        if ((await field.locator("[role=option]").first().innerText()).startsWith(name)) break;
      }
      await this.page.keyboard.press("Enter");
      this.keys += 1;
    } else if (Array.isArray(value)) {
      await this.click(field.locator("label.small"));
      for (const one of value) await this.chip(field, one);
    } else if (typeof value === "object") {
      await this.click(field.locator("input"));
      await this.type(String(value.value));
      await field.locator("select").selectOption(value.unit);
      this.clicks += 2;  // opened, chosen
    } else if (typeof value === "number") {
      await this.click(field.locator("input"));
      await this.type(String(value));
    } else {
      await this.chip(field, value === true ? "yes" : value === false ? "no" : value);
    }
  }
}

/** The facts of a sample as paths and values, names left out. */
function* factsOf(value, path) {
  for (const [key, inner] of Object.entries(value)) {
    const at = path === "" ? key : `${path}/${key}`;
    if (key === "id" || key === "noms_case") continue;
    if (Array.isArray(inner) && key === "lesions") { for (const [i, lesion] of inner.entries()) yield* factsOf(lesion, `${at}/${i}`); continue; }
    if (inner && typeof inner === "object" && !Array.isArray(inner) && !("unit" in inner)) yield* factsOf(inner, at);
    else yield [at, inner];
  }
}

for (const name of ["night-incomplete", "figure-3-t10-nsclc", "sins-indeterminate"]) {
  test(name, async (t) => {
    const { id, ...sample } = JSON.parse(readFileSync(join(samples, name + ".json"), "utf8"));
    sample.lesions = sample.lesions.map(({ id: lesion, ...rest }) => rest);
    const { page, context } = await open();
    const hands = new Hands(page);
    for (const [path, value] of factsOf(sample, "")) await hands.enter(path, value);
    // What was entered is the sample, and the answer its answer.
    await openFiles(page);
    assert.deepEqual(JSON.parse(await saved(page, () => page.click("text=Save case"))), sample);
    const file = join(work, name + ".json");
    writeFileSync(file, JSON.stringify(sample));
    assert.deepEqual(await pageAnswers(page), [JSON.parse(cli([file]))]);
    const row = `| ${name} | ${hands.facts} | ${hands.clicks} | ${hands.keys} |`;
    t.diagnostic(row);
    assert.ok(readme.includes(row), "benchmarks/README.md has other figures than " + row);
    await context.close();
  });
}
