// SPDX-License-Identifier: Apache-2.0
// What the tests in the browser share: the page opened under its policy, files in and out of it, and what every view must hold.
// Needs NOMS_PROGRAM and NOMS_PAGE (folder).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
export const samples = join(here, "../../samples");
export const folder = resolve(process.env.NOMS_PAGE);
const axe = readFileSync(join(here, "../node_modules/axe-core/axe.min.js"), "utf8");
let browser;
export let site;
/** A folder that is removed at the end. */
export let work;

export async function start() {
  work = mkdtempSync(join(tmpdir(), "noms-page-"));
  site = await serve(join(folder, "site"));
  browser = await launch();
}
export async function stop() {
  await browser.close();
  site.close();
  rmSync(work, { recursive: true });
}

/** A page; every request, message and fault of it is kept. `before` runs in the page first. */
export async function open({ width = 1280, height = 900, locale = "en-GB", colorScheme = "light", forcedColors = "none", url = site.origin, before } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme, forcedColors, acceptDownloads: true });
  const page = await context.newPage();
  const seen = { requests: [], messages: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.messages.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  if (before) await page.addInitScript(before);
  await page.goto(url);
  await page.waitForSelector("form");
  return { page, context, seen };
}

/** An empty page, to compute in. */
export const blank = () => browser.newPage();

/** What the program prints; it must succeed. */
export function noms(...words) {
  const result = spawnSync(process.env.NOMS_PROGRAM, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}
export const cli = (files) => noms("assess", "--format", "json", ...files);

export async function saved(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return readFileSync(await download.path(), "utf8");
}
export const openFiles = (page) => page.$eval(".files", (details) => { details.open = true; });
export const pageAnswers = async (page) => {
  await openFiles(page);
  return (await saved(page, () => page.click("text=/Save all answers|Guardar todas/"))).trim().split("\n").map((line) => JSON.parse(line));
};

/** Accessible, and not wider than the screen. */
export async function check(page, where) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  assert.deepEqual(result.violations.map((v) => `${where}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`), []);
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${where}: ${wide} px wider than the screen`);
}

export const chip = (page, path, value) => page.locator(`[data-path="${path}"] input[value="${value}"]`);

/** Drops files on the page as a person does. */
export async function drop(page, paths) {
  const files = paths.map((path) => ({ name: path.slice(path.lastIndexOf("/") + 1), data: readFileSync(path).toString("base64") }));
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, data } of given) transfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
    document.querySelector(".page").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);
}
/** Waits until the page says that. */
export const message = (page, text) => page.waitForFunction((t) => document.querySelector(".message").textContent.includes(t), text);
/** The case as the page saves it. */
export const caseOf = async (page) => { await openFiles(page); return saved(page, () => page.click("text=Save case")); };
