// SPDX-License-Identifier: Apache-2.0
// Case files, plain or encrypted with a passphrase. Nothing is kept by the page.
import type { Obj } from "./model";

const iterations = 600_000;

const base64 = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, material,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The text under a passphrase: PBKDF2 (SHA-256) and AES-GCM, as a small JSON file. */
export async function encrypted(text: string, passphrase: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, iterations);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return JSON.stringify({ noms_encrypted: 1, kdf: "PBKDF2-SHA256", iterations, salt: base64(salt), iv: base64(iv),
    data: base64(new Uint8Array(data)) }, null, 2) + "\n";
}

export const isEncrypted = (document: Obj): boolean => document.noms_encrypted === 1;

/** What encrypted() hid. Throws when the passphrase is another one or the file was changed. */
export async function decrypted(document: Obj, passphrase: string): Promise<string> {
  const rounds = Number(document.iterations);
  if (!(rounds > 0 && rounds <= 10_000_000)) throw new Error("iterations");
  const key = await keyOf(passphrase, bytesOf(String(document.salt)), rounds);
  const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(String(document.iv)) }, key, bytesOf(String(document.data)));
  return new TextDecoder().decode(data);
}

/** Hands a text to the user as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Prints a document that stands alone, and pictures behind it, in a frame that is removed afterwards. */
export function printDocument(html: string, pictures: { url: string; text: string }[], done: () => void): void {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.className = "print-frame";
  // The sheet allows itself no images; this printed copy shows those of this page.
  frame.srcdoc = pictures.length > 0 ? html.replace("default-src 'none'", "default-src 'none'; img-src blob:") : html;
  frame.onload = async () => {
    const inside = frame.contentDocument!;
    for (const { url, text } of pictures) {
      const figure = inside.createElement("figure");
      figure.style.cssText = "margin:8mm 0;break-inside:avoid";
      const image = inside.createElement("img");
      image.style.cssText = "display:block;max-width:100%;max-height:120mm";
      image.src = url;
      image.alt = text;
      const caption = inside.createElement("figcaption");
      caption.textContent = text;
      figure.append(image, caption);
      inside.body.append(figure);
      await image.decode().catch(() => {});
    }
    frame.contentWindow?.addEventListener("afterprint", () => setTimeout(() => { frame.remove(); done(); }, 100));
    frame.contentWindow?.print();
  };
  document.body.append(frame);
}
