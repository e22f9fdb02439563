// SPDX-License-Identifier: Apache-2.0
// node tests/screens.mjs with NOMS_PROGRAM and NOMS_PAGE: makes the pictures of tests/screens/ anew. Look at each before it is kept.
// screens_test.mjs compares with them.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";
import { blank, noms, open, samples, start, stop, work } from "./use.mjs";

export const golden = join(dirname(fileURLToPath(import.meta.url)), "screens");
const figure3 = join(samples, "figure-3-t10-nsclc.json");

// One family on every machine; what changes with every version of the knowledge is hidden.
const style = `* { font-family: "DejaVu Sans" !important; } .rows, .mono, code { font-family: "DejaVu Sans Mono" !important; }
  footer, .versions { visibility: hidden !important; }`;

/** What the views are made of: language, theme, width, and the views. */
const series = [
  { locale: "en-GB", colorScheme: "light", width: 1280, views: ["empty", "answer", "why", "agenda", "sheet"] },
  { locale: "en-GB", colorScheme: "dark", width: 1280, views: ["empty", "answer", "why", "agenda", "sheet"] },
  { locale: "en-GB", colorScheme: "light", width: 390, views: ["empty", "answer", "why", "agenda", "sheet"] },
  { locale: "en-GB", colorScheme: "dark", width: 390, views: ["empty", "answer", "why", "agenda", "sheet"] },
  { locale: "es-ES", colorScheme: "light", width: 1280, views: ["answer", "agenda", "sheet"] },
  { locale: "es-ES", colorScheme: "dark", width: 390, views: ["empty", "answer"] },
];

const prepare = {
  empty: async () => {},
  answer: async (page, width) => {
    await page.setInputFiles("input[type=file]", figure3);
    await page.waitForSelector(".options li.known", { state: "attached" });
    if (width < 960) await page.click(".sheet-bar");
  },
  why: async (page) => {
    await page.$eval(".why > li:last-child details", (details) => { details.open = true; details.closest("li").scrollIntoView(); });
  },
  agenda: async (page, width) => {
    if (width < 960) await page.click(".sheet-bar");
    await page.setInputFiles("input[type=file]", ["night-incomplete.json", "three-lesions.json", "unfit-t8-renal.json"].map((name) => join(samples, name)));
    await page.waitForFunction(() => document.querySelectorAll(".files .tabs button").length === 4);
    await page.click("header button");
  },
  sheet: async (page, width, locale) => {
    const file = join(work, "sheet.html");
    writeFileSync(file, noms("assess", "--language", locale.slice(0, 2), "--format", "html", figure3));
    await page.setViewportSize({ width, height: width < 960 ? 844 : 1250 });
    await page.goto(pathToFileURL(file).href);
  },
};

/** Calls `take` with the name and the PNG of each view. */
export async function shoot(take) {
  for (const { locale, colorScheme, width, views } of series) {
    const { page, context } = await open({ locale, colorScheme, width, height: width < 960 ? 844 : 900 });
    for (const view of views) {
      await prepare[view](page, width, locale);
      await page.addStyleTag({ content: style });
      await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
      if (view === "why") await prepare.why(page);  // the fonts moved it
      await take(`${view}-${colorScheme}-${width}-${locale.slice(0, 2)}`, await page.screenshot({ animations: "disabled", caret: "hide" }));
    }
    await context.close();
  }
}

/** Colours of a PNG, in the browser: the commonest 64, and the number of the nearest for each pixel. */
async function palette(base64) {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + base64)).blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [];
  const far = (a, b, least) => Math.abs((a >> 16) - (b >> 16)) + Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) + Math.abs((a & 255) - (b & 255)) > least;
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (colours.length < 64 && colours.every((c) => far(c, colour, 20))) colours.push(colour);
  }
  const nearest = new Map([...counts.keys()].map((colour) => [colour, colours.reduce((best, c, i) => {
    const d = ((c >> 16) - (colour >> 16)) ** 2 + (((c >> 8) & 255) - ((colour >> 8) & 255)) ** 2 + ((c & 255) - (colour & 255)) ** 2;
    return d < best[0] ? [d, i] : best;
  }, [Infinity, 0])[1]]));
  const rows = [];
  for (let y = 0; y < height; ++y) {
    const row = [];
    for (let x = 0; x < width; ++x) { const i = 4 * (y * width + x); row.push(nearest.get((data[i] << 16) | (data[i + 1] << 8) | data[i + 2])); }
    rows.push(String.fromCharCode(...row));
  }
  return { width, height, colours, rows };
}

/** The checksum of a PNG chunk. */
function crc32(data) {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A PNG with a palette. */
function encoded({ width, height, colours, rows }) {
  const chunk = (kind, body) => {
    const data = Buffer.concat([Buffer.from(kind, "latin1"), body]);
    const out = Buffer.alloc(8);
    out.writeUInt32BE(body.length, 0);
    out.writeUInt32BE(crc32(data), 4);
    return Buffer.concat([out.subarray(0, 4), data, out.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head),
    chunk("PLTE", Buffer.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk("IDAT", deflateSync(Buffer.from(rows.map((row) => "\0" + row).join(""), "latin1"), { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await start();
  mkdirSync(golden, { recursive: true });
  const tool = await blank();
  await shoot(async (name, png) => writeFileSync(join(golden, name + ".png"), encoded(await tool.evaluate(palette, png.toString("base64")))));
  await stop();
}
