// SPDX-License-Identifier: Apache-2.0
// Pictures of findings: overlays of the images, figures of the dose, outlines that the page draws. They live in memory only; files
// are shown as images, so that nothing inside one runs.
import { render } from "preact";
import { Drawing, OutlinesView, outlinesText } from "./contours";
import type { Outlines } from "./contours";
import type { Speech } from "./words";

/** The finding that a picture belongs to. */
export const places = ["escc", "sins", "dose"] as const;
export type Place = (typeof places)[number];

/** Outlines with the plane that is shown. */
export interface Drawn { outlines: Outlines; at: number }

export interface Picture {
  key: string;
  lesion: number;
  place: Place;
  /** Its text alternative, from inside the file; empty where it has none. */
  text: string;
  /** Of an image; empty where the page draws. */
  url: string;
  drawn?: Drawn;
}

const most = 8 << 20;

/** The texts that a PNG carries, by keyword. */
function pngTexts(bytes: Uint8Array): Record<string, string> {
  const texts: Record<string, string> = {};
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const latin = new TextDecoder("latin1");
  for (let at = 8; at + 12 <= bytes.length;) {
    const size = view.getUint32(at);
    if (at + 12 + size > bytes.length) break;
    if (latin.decode(bytes.subarray(at + 4, at + 8)) === "tEXt") {
      const [keyword, text] = latin.decode(bytes.subarray(at + 8, at + 8 + size)).split("\0");
      texts[keyword] = text ?? "";
    }
    at += 12 + size;
  }
  return texts;
}

/** A PNG or SVG as a picture of that lesion. Throws for anything else, and over 8 MB. */
export async function pictureOf(file: File, lesion: number): Promise<Picture> {
  if (file.size > most) throw new Error("size");
  const bytes = new Uint8Array(await file.arrayBuffer());
  let place: Place = "escc";
  let text = "";
  let type: "image/png" | "image/svg+xml" = "image/png";
  if (bytes[0] === 0x89) {
    const { Title, Description } = pngTexts(bytes);
    text = Description ?? Title ?? "";
    if (Title === "SINS") place = "sins";
  } else {
    type = "image/svg+xml";
    place = "dose";
    const root = new DOMParser().parseFromString(new TextDecoder().decode(bytes), type).documentElement;
    if (root.localName !== "svg") throw new Error("type");
    const child = (name: string) => [...root.children].find((c) => c.localName === name)?.textContent?.trim();
    text = [child("title"), child("desc")].filter(Boolean).join(". ");
  }
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const image = new Image();
  image.src = url;
  try { await image.decode(); } catch (error) { URL.revokeObjectURL(url); throw error; }
  return { key: url, url, lesion, place, text };
}

let drawings = 0;

/** Outlines as a picture of that lesion; they stand with its ESCC grade. */
export const pictureOfOutlines = (outlines: Outlines, lesion: number): Picture =>
  ({ key: `outlines-${++drawings}`, url: "", lesion, place: "escc", text: "", drawn: { outlines, at: outlines.shown } });

/** Frees what pictures hold. */
export const release = (pictures: { url: string }[]): void => pictures.forEach(({ url }) => URL.revokeObjectURL(url));

/** Pictures for the printed sheet, each with its text; what is drawn becomes an image of the plane that is shown, to be released afterwards. */
export const printable = (pictures: Picture[], speech: Speech): { url: string; text: string; made: boolean }[] => pictures.map(({ url, text, drawn, key }) => {
  if (!drawn) return { url, text, made: false };
  const host = document.createElement("div");
  render(<Drawing {...drawn} id={key} speech={speech} />, host);
  return { url: URL.createObjectURL(new Blob([host.innerHTML], { type: "image/svg+xml" })), text: `${outlinesText(drawn.outlines, drawn.at, speech)} ${drawn.outlines.method}`, made: true };
});

export interface Showing { pictures: Picture[]; change: (pictures: Picture[]) => void }

/** Outlines as the page draws them. */
function DrawnFigure({ picture, drawn, showing, speech }: { picture: Picture; drawn: Drawn; showing: Showing; speech: Speech }) {
  const { pictures, change } = showing;
  return (
    <figure class="picture outlines">
      <OutlinesView {...drawn} id={picture.key} speech={speech} show={(at) => change(pictures.map((p) => (p === picture ? { ...p, drawn: { ...drawn, at } } : p)))} />
      <figcaption class="second"><span lang="en">{drawn.outlines.method}</span>. {speech.word("sides")}.</figcaption>
      <div class="bar"><button type="button" aria-label={`${speech.word("remove_patient")}: ${speech.word("outlines")}`}
        onClick={() => change(pictures.filter((p) => p !== picture))}>{speech.word("remove_patient")}</button></div>
    </figure>
  );
}

/** The pictures of one place and lesion, each with its text. */
export function Pictures({ showing, lesion, place, speech }: { showing: Showing; lesion: number; place: Place; speech: Speech }) {
  const { pictures, change } = showing;
  return <>{pictures.filter((p) => p.lesion === lesion && p.place === place).map((picture) => (picture.drawn ? <DrawnFigure key={picture.key} picture={picture} drawn={picture.drawn} showing={showing} speech={speech} /> : (
    <figure class="picture" key={picture.key}>
      <img src={picture.url} alt={picture.text || speech.word("no_text")} />
      <figcaption class="second" lang={picture.text ? "en" : undefined}>{picture.text || speech.word("no_text")}</figcaption>
      <div class="bar">
        <label class="small">{speech.word("belongs")} <select value={place} onChange={(e) => {
          const to = e.currentTarget.value as Place;
          change(pictures.map((p) => (p === picture ? { ...p, place: to } : p)));
        }}>{places.map((p) => <option key={p} value={p}>{speech.word(p)}</option>)}</select></label>
        <button type="button" aria-label={`${speech.word("remove_patient")}: ${picture.text.slice(0, 40) || speech.word("no_text")}`}
          onClick={() => { release([picture]); change(pictures.filter((p) => p !== picture)); }}>{speech.word("remove_patient")}</button>
      </div>
    </figure>
  )))}</>;
}
