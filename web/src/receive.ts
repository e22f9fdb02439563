// SPDX-License-Identifier: Apache-2.0
// Files that a person opens or drops: cases, plain or encrypted, findings of the measuring commands, outlines, and pictures.
import { Refused, outlinesOf, saysOutlines } from "./contours";
import type { Outlines } from "./contours";
import { decrypted, isEncrypted } from "./files";
import type { Obj } from "./model";
import type { Word } from "./words";

export interface Received {
  cases: Obj[];
  /** Texts of findings; the core judges them. */
  findings: string[];
  outlines: Outlines[];
  pictures: File[];
  /** Each with its place in the file where that is known. */
  faults: { word: Word; where?: string }[];
}

/** Sorts files by what they hold. `ask` gives the passphrase of an encrypted case; undefined leaves the file out. */
export async function received(files: Iterable<File>, ask: () => Promise<string | undefined>): Promise<Received> {
  const all: Received = { cases: [], findings: [], outlines: [], pictures: [], faults: [] };
  const take = async (text: string): Promise<void> => {
    if (saysOutlines(text)) { all.outlines.push(outlinesOf(text)); return; }
    let document = JSON.parse(text) as Obj;
    if (isEncrypted(document)) {
      const passphrase = await ask();
      if (passphrase === undefined) return;
      try { document = JSON.parse(await decrypted(document, passphrase)) as Obj; } catch { all.faults.push({ word: "wrong_pass" }); return; }
    }
    if (document.noms_contours !== undefined) all.outlines.push(outlinesOf(text));
    else if (document.findings !== undefined) all.findings.push(text);
    else if (document.noms_case !== undefined && Array.isArray(document.lesions)) all.cases.push(document);
    else all.faults.push({ word: "not_a_case" });
  };
  for (const file of [...files]) {
    if (/\.(png|svg)$/i.test(file.name)) { all.pictures.push(file); continue; }
    try {
      const text = await file.text();
      for (const one of file.name.endsWith(".ndjson") ? text.split("\n").filter((l) => l.trim() !== "") : [text]) await take(one);
    } catch (error) { all.faults.push(error instanceof Refused ? error : { word: "not_a_case" }); }
  }
  return all;
}
