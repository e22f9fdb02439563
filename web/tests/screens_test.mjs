// SPDX-License-Identifier: Apache-2.0
// node --test tests/screens_test.mjs with NOMS_PROGRAM and NOMS_PAGE (folder): the main views look as the pictures in tests/screens/.
//
// Tolerance: both pictures are averaged over squares of 8 by 8 pixels, so that smoothing of letters plays no part; a square differs when
// red, green or blue differ by more than 20 of 255; at most 0.3 % of the squares may differ. A picture that differs is written
// beside the built page (screens/NAME.png) to be looked at; `node tests/screens.mjs` makes all anew.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { golden, shoot } from "./screens.mjs";
import { blank, folder, start, stop } from "./use.mjs";

const most = { difference: 20, share: 0.003 };
before(start);
after(stop);

/** The share of squares that differ between two PNGs; 1 where their sizes do. */
async function different({ a, b, difference }) {
  const side = 8;
  const squares = async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + base64)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const wide = Math.ceil(width / side);
    const sums = new Float64Array(wide * Math.ceil(height / side) * 4);
    for (let y = 0; y < height; ++y) for (let x = 0; x < width; ++x) {
      const to = 4 * (Math.floor(y / side) * wide + Math.floor(x / side));
      for (let c = 0; c < 3; ++c) sums[to + c] += data[4 * (y * width + x) + c];
      sums[to + 3] += 1;
    }
    return { width, height, sums };
  };
  const [p, q] = [await squares(a), await squares(b)];
  if (p.width !== q.width || p.height !== q.height) return 1;
  let count = 0;
  for (let i = 0; i < p.sums.length; i += 4) {
    if ([0, 1, 2].some((c) => Math.abs(p.sums[i + c] - q.sums[i + c]) / p.sums[i + 3] > difference)) count += 1;
  }
  return count / (p.sums.length / 4);
}

/** Whether the letters are there that the pictures were made with. */
const hasFont = () => {
  const context = new OffscreenCanvas(9, 9).getContext("2d");
  const widths = ["monospace", "serif"].map((other) => { context.font = `40px "DejaVu Sans", ${other}`; return context.measureText("NOMS mil 0123").width; });
  return widths[0] === widths[1];
};

test("the main views look as they did", async (t) => {
  const tool = await blank();
  if (!await tool.evaluate(hasFont)) return t.skip("the font DejaVu Sans is not installed");
  const wrong = [];
  const met = [];
  await shoot(async (name, png) => {
    met.push(name + ".png");
    const file = join(golden, name + ".png");
    const share = existsSync(file)
      ? await tool.evaluate(different, { a: png.toString("base64"), b: readFileSync(file).toString("base64"), difference: most.difference }) : 1;
    t.diagnostic(`${name}: ${(100 * share).toFixed(3)} % of the squares differ`);
    if (share <= most.share) return;
    wrong.push(`${name}: ${(100 * share).toFixed(1)} %`);
    mkdirSync(join(folder, "screens"), { recursive: true });
    writeFileSync(join(folder, "screens", name + ".png"), png);
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(readdirSync(golden).sort(), met.sort());
});

test("the tolerance sees a missing word, and not the smoothing of letters", async () => {
  const tool = await blank();
  await tool.setViewportSize({ width: 640, height: 480 });
  const picture = async (text, colour) => {
    await tool.setContent(`<body style="font:20px sans-serif;color:${colour}"><p>${text}</p><p>${"Decision support. ".repeat(20)}</p></body>`);
    return (await tool.screenshot()).toString("base64");
  };
  const a = await picture("Separation surgery, then radiosurgery", "#16191c");
  const share = async (b) => tool.evaluate(different, { a, b, difference: most.difference });
  assert.equal(await share(await picture("Separation surgery, then radiosurgery", "#1a1e22")), 0);
  assert.ok(await share(await picture("Separation surgery", "#16191c")) > most.share);
});
