// SPDX-License-Identifier: Apache-2.0
// Starts the core, which stands beside the page as a file or inside it as text, and then the page.
import { render } from "preact";
import { App } from "./app";
import { Core } from "./core";
import { bytesOf } from "./files";
import type { Vocabulary } from "./model";
import { Speech } from "./words";

/** What stands beside the page as a file, or inside it as text: the core, or the knowledge in Spanish. */
async function part(id: string): Promise<ArrayBuffer | Uint8Array<ArrayBuffer>> {
  const inside = document.getElementById(id);
  if (inside?.textContent) return bytesOf(inside.textContent.trim());
  const response = await fetch(inside?.getAttribute("data-file") ?? id);
  if (!response.ok) throw new Error(String(response.status));
  return response.arrayBuffer();
}

const root = document.getElementById("page")!;
try {
  const core = await Core.start(await part("core"));
  const vocabulary = core.vocabulary<Vocabulary>("en");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(vocabulary.figure_css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  root.replaceChildren();
  const first = navigator.language.startsWith("es") ? "es" : "en";
  const learn = (): Promise<void> => core.learnSpanish(() => part("spanish"));
  if (first === "es") await learn();
  render(<App core={core} first={first} learn={learn} />, root);
} catch (error) {
  root.textContent = new Speech(navigator.language.startsWith("es") ? "es" : "en").word("failed") + String(error);
}
