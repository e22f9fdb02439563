// SPDX-License-Identifier: Apache-2.0
// node build.mjs CORE.wasm SPANISH.pack FOLDER: writes FOLDER/noms.html (one file, offline) and FOLDER/site (files named by their hash).
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";

const [core, spanish, folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const bundle = await build({
  entryPoints: [join(here, "src/main.tsx"), join(here, "src/page.css")],
  bundle: true, minify: true, format: "esm", target: "es2022", write: false, outdir: "out", charset: "utf8", legalComments: "none",
  jsx: "automatic", jsxImportSource: "preact",
});
const text = (end) => bundle.outputFiles.find((file) => file.path.endsWith(end)).text;
const script = text(".js");
const style = text(".css");
const wasm = await readFile(core);
const pack = await readFile(spanish);
const html = await readFile(join(here, "src/index.html"), "utf8");
const page = (head, body) => html.replace("<!--head-->", () => head).replace("<!--body-->", () => body);

const sha = (data) => `'sha256-${createHash("sha256").update(data).digest("base64")}'`;
const inline = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const policy = `default-src 'none'; script-src ${sha(inline)} 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; frame-src 'self' blob:; base-uri 'none'; form-action 'none'`;
await mkdir(folder, { recursive: true });
const offline = page(`<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`,
  `<script type="application/octet-stream" id="core">${wasm.toString("base64")}</script>\n<script type="application/octet-stream" id="spanish">${pack.toString("base64")}</script>\n<script type="module">${inline}</script>`);
await writeFile(join(folder, "noms.html"), offline);

const site = join(folder, "site");
await rm(site, { recursive: true, force: true });
await mkdir(site, { recursive: true });
let load = 0;
/** The size with gzip as the service sends it: by zopfli where that is installed. */
const compressed = (name) => {
  const small = spawnSync("zopfli", ["-c", join(site, name)], { maxBuffer: 1 << 26 });
  return small.status === 0 ? small.stdout.length : gzipSync(readFileSync(join(site, name)), { level: 9 }).length;
};
const named = async (stem, end, data, first = true) => {
  const name = `${stem}-${createHash("sha256").update(data).digest("hex").slice(0, 16)}.${end}`;
  await writeFile(join(site, name), data);
  if (first) load += compressed(name);
  return name;
};
const names = [await named("page", "js", script), await named("page", "css", style), await named("noms", "wasm", wasm), await named("spanish", "pack", pack, false)];
const index = page(`<link rel="stylesheet" href="${names[1]}">\n<link rel="preload" href="${names[2]}" as="fetch" crossorigin>`,
  `<script type="application/octet-stream" id="core" data-file="${names[2]}"></script>\n<script type="application/octet-stream" id="spanish" data-file="${names[3]}"></script>\n<script type="module" src="${names[0]}"></script>`);
await writeFile(join(site, "index.html"), index);
load += compressed("index.html");
console.error(`${folder}: first load ${load} bytes with gzip, one file ${Buffer.byteLength(offline)} bytes`);
if (load > 400_000) {
  console.error("The first load is over 400,000 bytes.");
  process.exit(1);
}
