// SPDX-License-Identifier: Apache-2.0
// Starts the core, which stands beside the page as a file or inside it as text, and then the page.
import { render } from "preact";
import { App } from "./app";
import { Core } from "./core";
import { bytesOf } from "./files";
import type { Tables, Vocabulary } from "./model";
import { Speech } from "./words";

async function coreBytes(): Promise<BufferSource> {
  const inside = document.getElementById("core");
  if (inside?.textContent) return bytesOf(inside.textContent.trim());
  const response = await fetch(inside?.getAttribute("data-file") ?? "noms.wasm");
  if (!response.ok) throw new Error(String(response.status));
  return response.arrayBuffer();
}

const root = document.getElementById("page")!;
try {
  const core = await Core.start(await coreBytes());
  const vocabulary = core.vocabulary<Vocabulary>();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(vocabulary.figure_css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  root.replaceChildren();
  render(<App core={core} vocabulary={vocabulary} />, root);
} catch (error) {
  root.textContent = new Speech(navigator.language.startsWith("es") ? "es" : "en").word("failed") + String(error);
}
