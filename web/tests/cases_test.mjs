// SPDX-License-Identifier: Apache-2.0
// node --test tests/cases_test.mjs with NOMS_PROGRAM and NOMS_PAGE (folder): 1,000 random cases in the module that the opened page runs,
// inside Chromium; each answer and each refusal equals that of the command line byte by byte.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { compare } from "./equal.mjs";
import { open, samples, start, stop } from "./use.mjs";

before(start);
after(stop);

/** Keeps the instance that the page makes. */
function keepInstance() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => (window.instance = await instantiate.apply(WebAssembly, given));
}

/** The assessments of texts as JSON, asked of the page's own instance. */
function assessInPage([texts, edition, spanish]) {
  const core = window.instance.exports;
  const put = (bytes) => {
    const place = core.noms_allocate(bytes.length || 1);
    new Uint8Array(core.memory.buffer, place, bytes.length).set(bytes);
    return place;
  };
  const encoder = new TextEncoder();
  const named = encoder.encode(edition);
  return texts.map((text) => {
    const bytes = encoder.encode(text);
    const places = [put(bytes), put(named)];
    const ok = core.noms_assess(places[0], bytes.length, places[1], named.length, spanish, 4) === 1;
    places.forEach((place) => core.noms_release(place));
    const answer = new TextDecoder().decode(new Uint8Array(core.memory.buffer, core.noms_answer(), core.noms_answer_size()));
    return ok ? { ok, text: answer } : { ok, faults: JSON.parse(answer).errors };
  });
}

test("1,000 random cases in the opened page equal the command line", async (t) => {
  const { page, context, seen } = await open({ before: keepInstance });
  await page.click("header button[lang=es]");  // the page fetches the knowledge in Spanish
  await page.waitForFunction(() => document.documentElement.lang === "es");
  const vocabulary = await page.evaluate(() => {
    const core = window.instance.exports;
    core.noms_vocabulary(0);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(core.memory.buffer, core.noms_answer(), core.noms_answer_size())));
  });
  const ask = (texts, edition, language) => page.evaluate(assessInPage, [texts, edition, language === "es" ? 1 : 0]);
  const { answered, refused, failures } = await compare(process.env.NOMS_PROGRAM, vocabulary, ask, 1000, 20);
  t.diagnostic(`${answered} answers and ${refused} refusals byte-equal, ${failures.length} differ`);
  assert.deepEqual(failures.slice(0, 3), []);
  assert.equal(answered + refused, 1000);
  assert.ok(answered >= 600 && refused >= 50, `${answered} answers, ${refused} refusals`);
  // The page goes on afterwards, with the same instance.
  await page.setInputFiles("input[type=file]", join(samples, "figure-3-t10-nsclc.json"));
  await page.waitForSelector(".options li.known");
  assert.deepEqual(seen.errors, []);
  await context.close();
});
