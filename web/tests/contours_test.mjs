// SPDX-License-Identifier: Apache-2.0
// node --test tests/contours_test.mjs with NOMS_PROGRAM and NOMS_PAGE (folder): outlines as noms image escc --contours writes them,
// dropped on the page and drawn.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { caseOf, check, drop, message, noms, open, start, stop, work } from "./use.mjs";

let one;
let all;
before(async () => {
  await start();
  noms("image", "phantom", join(work, "scene"), "--grade", "1b", "--seed", "11", "--pixel", "0.6");
  const masks = ["tumour", "cord", "sac"].flatMap((name) => ["--" + name, join(work, `scene/${name}.nii.gz`)]);
  one = join(work, "one.json");
  all = join(work, "all.json");
  noms("image", "escc", ...masks, "--contours", one);
  noms("image", "escc", ...masks, "--contours", all, "--all-planes");
  writeFileSync(join(work, "escc.json"), noms("image", "escc", ...masks, "--format", "json"));
});
after(stop);

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const figure = (page) => page.locator(".figure.escc .outlines");
const mm = (n, sign = ".") => String(Math.round(n * 100) / 100).replace(".", sign) + " mm";
/** The corners of a path in millimetres from the middle of the drawing; `bar` is the length of the 10 mm bar. */
const corners = (d, bar) => d.match(/-?[\d.]+ -?[\d.]+/g).map((pair) => pair.split(" ").map((n) => (Number(n) - 300) / bar * 10));

test("outlines stand with ESCC of their lesion, true to scale, with gap, letters, text and legend", async () => {
  const { page, context, seen } = await open({ height: 1400 });
  await drop(page, [one]);
  await message(page, "The outlines stand with ESCC.");
  const [plane] = read(one).planes;
  const svg = figure(page).locator("svg[role=img]");
  const bar = Number(/h([\d.]+)/.exec(await svg.locator(".scale path").getAttribute("d"))[1]);
  for (const { structure, polygons } of plane.shapes) {
    const path = svg.locator(`path.${structure}`);
    const drawn = corners(await path.getAttribute("d"), bar);
    const given = polygons.flatMap((p) => p.pixels).map((p) => p.map((n) => (n - 300) / plane.pixels_per_mm));
    assert.equal(drawn.length, given.length, structure);
    drawn.forEach((p, i) => p.forEach((n, j) => assert.ok(Math.abs(n - given[i][j]) < 0.02, `${structure}: ${n} ${given[i][j]}`)));
  }
  const styles = await svg.locator("path.sac, path.tumour, path.cord").evaluateAll((paths) => paths.map((p) => [getComputedStyle(p).stroke, getComputedStyle(p).strokeDasharray]));
  for (const i of [0, 1]) assert.equal(new Set(styles.map((s) => s[i])).size, 3, "lines differ in colour and in dash");
  assert.deepEqual(await svg.locator("text").allTextContents(), [mm(plane.gap.mm), "10 mm", "R", "L", "A", "P"]);
  assert.match(await svg.locator("desc").textContent(), new RegExp(`Outlines, Plane ${plane.plane}\\. Dural sac: dashed line; Tumour: dotted line; Spinal cord: solid line; Gap between tumour and cord: ${mm(plane.gap.mm)}\\. R right`));
  assert.match(await figure(page).locator(".legend").innerText(), new RegExp(`Dural sac\\s+Tumour\\s+Spinal cord\\s+Gap between tumour and cord: ${mm(plane.gap.mm)}`));
  assert.match(await figure(page).locator("figcaption").innerText(), /geometry of masks; not validated on patients/);
  assert.equal(await figure(page).locator("button").count(), 1, "one plane has no way to another");
  await check(page, "outlines");

  // Another lesion, back, removed; nothing is kept or sent.
  await page.click("text=Add lesion");
  assert.equal(await figure(page).count(), 0);
  await page.locator(".tabs button").first().click();
  assert.equal(await figure(page).count(), 1);
  assert.equal((await caseOf(page)).includes("contours"), false);
  await figure(page).locator("button").click();
  assert.equal(await figure(page).count(), 0);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]), [0, 0, 0, 0]);
  assert.deepEqual(seen.requests.filter((url) => !/^(blob:|data:|http:\/\/127\.0\.0\.1:\d+\/[\w.-]*$)/.test(url)), []);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("planes: previous and next by mouse and by keyboard, from the one in the picture; also in the meeting", async () => {
  const { page, context } = await open({ height: 1400 });
  await drop(page, [all, join(work, "escc.json")]);
  await message(page, "The outlines stand with ESCC.");
  const { planes } = read(all);
  const shown = planes.findIndex((p) => p.shown);
  const says = (at) => page.waitForFunction(([number, place]) => document.querySelector(".outlines .plane").textContent.startsWith(`Plane ${number} (${place})`) &&
    document.querySelector(".outlines title").textContent === `Outlines, Plane ${number}`, [planes[at].plane, `${at + 1}/${planes.length}`]);
  await says(shown);
  assert.match(await figure(page).locator(".plane").innerText(), /the plane of the picture/);
  const first = await figure(page).locator("svg[role=img] path.tumour").getAttribute("d");
  const next = figure(page).locator("button", { hasText: "Next plane" });
  await next.click();
  await says(shown + 1);
  assert.notEqual(await figure(page).locator("svg[role=img] path.tumour").getAttribute("d"), first);
  assert.equal((await figure(page).locator(".plane").innerText()).includes("picture"), false);
  await figure(page).locator("button", { hasText: "Previous plane" }).focus();
  await page.keyboard.press("Enter");
  await says(shown);
  await page.keyboard.press("ArrowLeft");
  await says(shown - 1);
  await page.keyboard.press("End");
  await says(planes.length - 1);
  await page.keyboard.press("ArrowRight");
  await says(planes.length - 1);
  assert.equal(await next.getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Home");
  await says(0);
  await check(page, "planes");
  // In the meeting the arrows of the drawing leave the case alone, and the plane stays where it was.
  await page.click("text=Add lesion");
  await page.locator(".tabs button").first().click();
  await page.click("header button");
  await says(0);
  await figure(page).locator("button", { hasText: "Next plane" }).focus();
  await page.keyboard.press("ArrowRight");
  await says(1);
  assert.equal(await page.locator(".tabs button").first().getAttribute("aria-pressed"), "true");
  await context.close();
});

test("in Spanish on a phone, in the dark, with forced colours: read, and not wider than the screen", async () => {
  for (const given of [{ colorScheme: "dark" }, { forcedColors: "active" }]) {
    const { page, context } = await open({ width: 320, height: 700, locale: "es-ES", ...given });
    await drop(page, [all]);
    await message(page, "Los contornos están con");
    await page.click(".sheet-bar");
    const { gap, plane } = read(all).planes.find((p) => p.shown);
    assert.match(await figure(page).locator(".plane").innerText(), new RegExp(`Plano ${plane}`));
    assert.match(await figure(page).locator(".legend").innerText(), new RegExp(`Saco dural\\s+Tumor\\s+Médula espinal\\s+.*: ${mm(gap.mm, ",")}`));
    assert.ok((await figure(page).locator("svg[role=img]").boundingBox()).width <= 320);
    const colours = await figure(page).locator("svg[role=img]").evaluate((svg) => [getComputedStyle(svg).backgroundColor, ...[...svg.querySelectorAll("path.cord, path.sac, path.tumour, .gap line")].map((p) => getComputedStyle(p).stroke)]);
    assert.equal(colours.slice(1).includes(colours[0]), false, "each line stands out from the ground");
    await check(page, "outlines, " + JSON.stringify(given));
    await context.close();
  }
});

test("the printed sheet carries the plane that is shown, with its text; the page printed shows it without buttons", async () => {
  const { page, context } = await open({ colorScheme: "dark", before: () => {
    window.print = () => { window.top.printed = [...document.images].map((i) => [i.alt, i.naturalWidth, i.nextSibling.textContent]); };
  } });
  await drop(page, [all]);
  await message(page, "The outlines stand with ESCC.");
  const { planes } = read(all);
  const at = planes.findIndex((p) => p.shown) + 1;
  await figure(page).locator("button", { hasText: "Next plane" }).click();
  await page.waitForFunction((n) => document.querySelector(".outlines title").textContent.endsWith(`Plane ${n}`), planes[at].plane);
  await page.click("text=Print sheet");
  await page.waitForFunction(() => window.printed);
  const [[alt, width, caption], ...others] = await page.evaluate(() => window.printed);
  assert.deepEqual(others, []);
  assert.ok(width > 0);
  assert.match(alt, new RegExp(`^Outlines, Plane ${planes[at].plane}\\. .*dotted line.* mm\\. R right.* not validated on patients$`));
  assert.equal(caption, alt);
  await page.emulateMedia({ media: "print" });
  assert.equal(await figure(page).locator("svg[role=img]").isVisible(), true);
  assert.equal(await figure(page).locator("button").first().isVisible(), false);
  await context.close();
});

/** The file with one thing changed. */
const changed = (change) => { const file = read(one); change(file, file.planes[0], file.planes[0].shapes[0].polygons[0]); return JSON.stringify(file); };
const faults = {
  "no JSON": ['{"noms_contours": 1, "planes": [', "(/)"],
  "a number that is none": [() => readFileSync(one, "utf8").replace(/"pixels":\[\[[-\d.]+/, '"pixels":[[NaN'), "(/)"],
  "an endless number": [() => readFileSync(one, "utf8").replace(/"pixels":\[\[[-\d.]+/, '"pixels":[[1e999'), "(/planes/0/shapes/0/polygons/0/pixels/0/0)"],
  "another edition": [() => changed((f) => { f.noms_contours = 2; }), "(/noms_contours)"],
  "no planes": [() => changed((f) => { f.planes = {}; }), "(/planes)"],
  "no plane shown": [() => changed((f, p) => { p.shown = false; }), "(/planes)"],
  "an unknown structure": [() => changed((f, p) => { p.shapes[1].structure = "<img src=x>"; }), "(/planes/0/shapes/1/structure)"],
  "a corner of three numbers": [() => changed((f, p, o) => { o.pixels[3].push(1); }), "(/planes/0/shapes/0/polygons/0/pixels/3)"],
  "two corners": [() => changed((f, p, o) => { o.pixels.length = 2; o.lps_mm.length = 2; }), "(/planes/0/shapes/0/polygons/0)"],
  "left and right exchanged": [() => changed((f, p) => p.shapes.forEach((s) => s.polygons.forEach((o) => o.lps_mm.forEach((q) => { q[0] *= -1; })))), "(/planes/0/shapes)"],
  "a wrong scale": [() => changed((f, p) => { p.pixels_per_mm = 10; }), "(/planes/0/shapes)"],
  "a gap that is not its line": [() => changed((f, p) => { p.gap.in_plane_mm += 1; }), "(/planes/0/gap/in_plane_mm)"],
  "thousands of corners": [() => changed((f, p, o) => { o.pixels = Array.from({ length: 5001 }, () => [1, 2]); }), "5,000 corners in a plane. (/planes/0/shapes)"],
  "too many planes": [() => changed((f, p) => { f.planes = Array.from({ length: 401 }, (_, i) => ({ ...p, plane: i })); }), "400 planes"],
  "too large": [() => changed((f) => { f.method = "x".repeat(9 << 20); }), "more than 8 MB"],
};
test("a file with a fault is refused with its place, and nothing of it is drawn", async () => {
  const { page, context, seen } = await open();
  const file = join(work, "bad.json");
  const other = join(work, "other.json");
  writeFileSync(other, "{}");
  for (const [name, [text, said]] of Object.entries(faults)) {
    writeFileSync(file, typeof text === "string" ? text : text());
    await drop(page, [other]);
    await message(page, "is no case");
    await drop(page, [file]);
    await page.waitForFunction((t) => { const m = document.querySelector(".message").textContent; return m.includes("Outlines not drawn") && m.includes(t); }, said, { timeout: 10000 }).catch(async () => {
      assert.fail(`${name}: ${await page.locator(".message").innerText()}`);
    });
    assert.equal(await page.locator(".outlines").count(), 0, name);
  }
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("files that are odd but sound are drawn: no gap, touching structures, a structure not in the plane, an oblique gap", async () => {
  const { page, context } = await open();
  const file = join(work, "odd.json");
  let count = 0;
  for (const [change, said] of [
    [(f, p) => { p.gap = null; }, "cord: not in this plane"],
    [(f, p) => { p.gap.mm = null; }, /cord: [\d.]+ mm in the plane/],
    [(f, p) => { p.gap.mm = 0; p.gap.in_plane_mm = 0; p.gap.pixels[1] = p.gap.pixels[0]; }, "cord: 0 mm"],
    [(f, p) => { p.gap.mm = 0.1; }, /cord: 0.1 mm \([\d.]+ mm in the plane\)/],
    [(f, p) => { p.shapes[1].polygons = []; p.gap = null; }, /^\s*Dural sac\s+Spinal cord\s/],
    [(f) => { f.planes[0].shapes = []; f.planes[0].gap = null; }, "not in this plane"],
    [(f) => { delete f.noms_contours; f.noms_contours = 1; }, "Spinal cord"],  // named last
  ]) {
    writeFileSync(file, changed(change));
    await drop(page, [file]);
    await page.waitForFunction((n) => document.querySelectorAll(".outlines").length === n, ++count);
    const text = await page.locator(".outlines .legend").last().innerText();
    assert.ok(typeof said === "string" ? text.includes(said) : said.test(text), text);
    assert.equal((await page.locator(".outlines path").evaluateAll((all) => all.map((p) => p.getAttribute("d")).join())).includes("NaN"), false);
  }
  await context.close();
});
