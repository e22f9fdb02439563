// SPDX-License-Identifier: Apache-2.0
// Outlines of planes as `noms image escc --contours` writes them (docs/outlines.md): checked whole, then drawn. In memory only.
import type { Json, Obj } from "./model";
import type { Speech, Word } from "./words";

type Point = number[];
const structures = ["sac", "tumour", "cord"] as const;
type Structure = (typeof structures)[number];
interface Gap { mm?: number; inPlane: number; pixels: Point[] }
interface Plane { plane: number; side: number; scale: number; shapes: [Structure, Point[][]][]; gap?: Gap }

export interface Outlines {
  planes: Plane[];
  /** Place in `planes` of the one in the picture. */
  shown: number;
  /** Millimetres from the middle to the edge, the same for every plane. */
  half: number;
  method: string;
}

/** A file that is not taken: the word says why, `where` is the place in it. */
export class Refused extends Error {
  constructor(readonly word: Word, readonly where: string) { super(word); }
}

const most = { bytes: 8 << 20, planes: 400, corners: 5000 };

/** Whether a text says of itself that it holds outlines. */
export const saysOutlines = (text: string): boolean => /^\s*\{\s*"noms_contours"/.test(text);

const bad = (where: string): never => { throw new Refused("outlines_bad", where); };
const isObject = (v: Json | undefined): v is Obj => v !== null && typeof v === "object" && !Array.isArray(v);
const objectAt = (v: Json | undefined, where: string): Obj => (isObject(v) ? v : bad(where));
const listAt = (v: Json | undefined, where: string): Json[] => (Array.isArray(v) ? v : bad(where));
const numberAt = (v: Json | undefined, where: string, least: number, greatest: number): number =>
  (typeof v === "number" && v >= least && v <= greatest ? v : bad(where));
const pointsAt = (v: Json | undefined, where: string, size: number): Point[] => listAt(v, where).map((p, i) => {
  const numbers = listAt(p, `${where}/${i}`);
  return numbers.length === size ? numbers.map((n, j) => numberAt(n, `${where}/${i}/${j}`, -1e5, 1e5)) : bad(`${where}/${i}`);
});

/**
 * Whether the corners in the patient are those of the drawing: right on the left, front above, and the scale true within 2 %. Else the
 * letters and the bar would be wrong. Corners on one line tell nothing and pass.
 */
function agrees(pixels: Point[], patient: Point[], scale: number): boolean {
  const mean = (list: Point[], axis: number) => list.reduce((sum, p) => sum + p[axis], 0) / list.length;
  const together = (a: Point[], i: number, b: Point[], j: number) => {
    const [ma, mb] = [mean(a, i), mean(b, j)];
    return a.reduce((sum, p, n) => sum + (p[i] - ma) * (b[n][j] - mb), 0) / a.length;
  };
  const [xx, yy, xy] = [together(pixels, 0, pixels, 0), together(pixels, 1, pixels, 1), together(pixels, 0, pixels, 1)];
  const size = xx * yy - xy * xy;
  if (!(size > 1e-3 * (xx + yy) ** 2)) return true;
  // Millimetres in the patient for each pixel to the right and downwards.
  const steps = [0, 1, 2].map((axis) => {
    const [x, y] = [together(pixels, 0, patient, axis), together(pixels, 1, patient, axis)];
    return [(x * yy - y * xy) / size, (y * xx - x * xy) / size];
  });
  const lengths = [0, 1].map((i) => Math.hypot(...steps.map((step) => step[i])) * scale);
  return steps[0][0] > 0 && steps[1][1] > 0 && lengths.every((length) => Math.abs(length - 1) < 0.02);
}

function shapesAt(v: Json, where: string, scale: number): Plane["shapes"] {
  let corners = 0;
  const all: [Point[], Point[]] = [[], []];
  const shapes = listAt(v, where).map((s, i): [Structure, Point[][]] => {
    const shape = objectAt(s, `${where}/${i}`);
    const structure = structures.find((name) => name === shape.structure) ?? bad(`${where}/${i}/structure`);
    return [structure, listAt(shape.polygons, `${where}/${i}/polygons`).map((p, j) => {
      const at = `${where}/${i}/polygons/${j}`;
      const polygon = objectAt(p, at);
      corners += listAt(polygon.pixels, at + "/pixels").length;
      if (corners > most.corners) throw new Refused("outlines_large", where);
      const pixels = pointsAt(polygon.pixels, at + "/pixels", 2);
      const patient = pointsAt(polygon.lps_mm, at + "/lps_mm", 3);
      if (pixels.length < 3 || patient.length !== pixels.length) bad(at);
      all[0].push(...pixels);
      all[1].push(...patient);
      return pixels;
    })];
  });
  if (new Set(shapes.map(([structure]) => structure)).size < shapes.length || !agrees(...all, scale)) bad(where);
  return shapes;
}

function gapAt(v: Json | undefined, where: string, scale: number): Gap | undefined {
  if (v === null) return undefined;
  const gap = objectAt(v, where);
  const inPlane = numberAt(gap.in_plane_mm, where + "/in_plane_mm", 0, 1000);
  const pixels = pointsAt(gap.pixels, where + "/pixels", 2);
  if (pixels.length !== 2) bad(where + "/pixels");
  const drawn = Math.hypot(pixels[1][0] - pixels[0][0], pixels[1][1] - pixels[0][1]) / scale;
  if (Math.abs(drawn - inPlane) > 0.05) bad(where + "/in_plane_mm");
  return { mm: gap.mm === null ? undefined : numberAt(gap.mm, where + "/mm", 0, 1000), inPlane, pixels };
}

function planeAt(v: Json, where: string): Plane {
  const plane = objectAt(v, where);
  const scale = numberAt(plane.pixels_per_mm, where + "/pixels_per_mm", 0.5, 1000);
  const side = numberAt(plane.height, where + "/height", 1, 10000);
  numberAt(plane.width, where + "/width", side, 100000);
  const index = numberAt(plane.plane, where + "/plane", 0, 1e6);
  if (!Number.isInteger(index)) bad(where + "/plane");
  return { plane: index, side, scale, shapes: shapesAt(plane.shapes, where + "/shapes", scale), gap: gapAt(plane.gap, where + "/gap", scale) };
}

/** The outlines in a text. Throws Refused for the first fault: nothing of such a file is drawn. */
export function outlinesOf(text: string): Outlines {
  if (text.length > most.bytes) throw new Refused("outlines_large", "/");
  let file: Obj;
  try { file = objectAt(JSON.parse(text) as Json, "/"); } catch { return bad("/"); }
  if (file.noms_contours !== 1) bad("/noms_contours");
  const given = listAt(file.planes, "/planes");
  if (given.length > most.planes) throw new Refused("outlines_large", "/planes");
  const planes = given.map((p, i) => planeAt(p, `/planes/${i}`));
  const shown = given.flatMap((p, i) => ((p as Obj).shown === true ? [i] : []));
  if (shown.length !== 1 || new Set(planes.map((p) => p.plane)).size < planes.length) bad("/planes");
  const method = typeof file.method === "string" && file.method.length <= 300 ? file.method : bad("/method");
  // Every plane is centred on its sac; a fifth more than the farthest corner leaves room for the letters.
  const farthest = Math.max(0, ...planes.map((p) => p.shapes.flatMap(([, polygons]) => polygons.flat(2)).reduce((far, n) => Math.max(far, Math.abs(n - p.side / 2)), 0) / p.scale));
  const widest = Math.max(...planes.map((p) => p.side / 2 / p.scale));
  return { planes, shown: shown[0], half: Math.min(widest, Math.max(12, farthest * 1.25)), method };
}

const rounded = (mm: number, speech: Speech): string =>
  String(Math.round(mm * 100) / 100).replace(".", speech.language === "es" ? "," : ".") + " mm";

/** "0.37 mm", and the length as drawn where it differs or nothing was measured. */
function lengthOf({ mm, inPlane }: Gap, speech: Speech): string {
  const drawn = `${rounded(inPlane, speech)} ${speech.word("in_plane")}`;
  if (mm === undefined) return drawn;
  return rounded(mm, speech) === rounded(inPlane, speech) ? rounded(mm, speech) : `${rounded(mm, speech)} (${drawn})`;
}

/** Lines and colours of a structure. The colours are those of the light theme, for print; page.css gives those of the other themes. */
const lines: Record<Structure, { stroke: string; fill: string; dash?: string; word: Word; line: Word }> = {
  sac: { stroke: "#0b5cab", fill: "#7fb2e5", dash: "18 9", word: "sac", line: "dashed" },
  tumour: { stroke: "#c2410c", fill: "#c2410c", dash: "3 9", word: "tumour", line: "dotted" },
  cord: { stroke: "#16191c", fill: "#e0b34c", word: "cord", line: "solid" },
};
const ink = "#16191c";
const edge = 600;

const drawnIn = (plane: Plane): Structure[] => plane.shapes.flatMap(([structure, polygons]) => (polygons.length > 0 ? [structure] : []));

/** What the drawing shows, in words. */
export function outlinesText(outlines: Outlines, at: number, speech: Speech): string {
  const plane = outlines.planes[at];
  const shapes = drawnIn(plane).map((name) => `${speech.word(lines[name].word)}: ${speech.word(lines[name].line)}`);
  const gap = `${speech.known("fact.tumour_cord_gap")}: ${plane.gap ? lengthOf(plane.gap, speech) : speech.word("no_gap")}`;
  return `${speech.word("outlines")}, ${speech.word("plane")} ${plane.plane}. ${[...shapes, gap].join("; ")}. ${speech.word("sides")}.`;
}

/** One plane as an SVG that stands alone. */
export function Drawing({ outlines, at, id, speech }: { outlines: Outlines; at: number; id: string; speech: Speech }) {
  const plane = outlines.planes[at];
  const unit = edge / 2 / outlines.half;  // of a millimetre
  const place = (n: number) => Math.round((edge / 2 + (n - plane.side / 2) / plane.scale * unit) * 10) / 10;
  const path = (polygons: Point[][]) => polygons.map((p) => "M" + p.map(([x, y]) => `${place(x)} ${place(y)}`).join("L") + "Z").join("");
  const bar = [10, 5, 2, 1, 0.5].find((mm) => mm * unit <= edge / 2) ?? 0.1;
  const gap = plane.gap?.pixels.map(([x, y]) => [place(x), place(y)]);
  // The length stands in the corner on the side of the tumour, so that its pointer leaves the cord alone; the lower left holds the bar.
  const [left, upper] = gap ? [gap[1][0] < edge / 2, gap[1][1] < edge / 2] : [false, true];
  const corner = { x: left ? 12 : edge - 12, y: upper ? 58 : left ? edge - 96 : edge - 20 };
  const pointer = { x: left ? 60 : edge - 60, y: upper ? corner.y + 12 : corner.y - 32, bend: upper ? 20 : -20 };
  const text = { fill: ink, stroke: "#ffffff", "stroke-width": 7, "stroke-linejoin": "round", "paint-order": "stroke", "font-size": 30, "font-weight": 700, "font-family": "sans-serif" } as const;
  const letters: [string, number, number][] = [["R", 20, 310], ["L", edge - 20, 310], ["A", edge / 2, 32], ["P", edge / 2, edge - 10]];
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={edge} height={edge} viewBox={`0 0 ${edge} ${edge}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={id + "-title"}>{`${speech.word("outlines")}, ${speech.word("plane")} ${plane.plane}`}</title>
      <desc id={id + "-desc"}>{outlinesText(outlines, at, speech)}</desc>
      {plane.shapes.map(([name, polygons]) => (
        <path key={name} class={name} d={path(polygons)} fill={lines[name].fill} fill-opacity={0.2} fill-rule="evenodd" stroke={lines[name].stroke} stroke-width={name === "tumour" ? 6 : 4}
          stroke-dasharray={lines[name].dash} stroke-linecap={name === "tumour" ? "round" : "butt"} />
      ))}
      {gap && plane.gap && (
        <g class="gap" fill={ink} stroke={ink}>
          <line x1={gap[0][0]} y1={gap[0][1]} x2={gap[1][0]} y2={gap[1][1]} stroke-width={4} />
          {gap.map(([x, y], i) => <circle key={i} cx={x} cy={y} r={5} stroke="none" />)}
          <path d={`M${gap[1][0]} ${gap[1][1]}L${pointer.x} ${pointer.y + pointer.bend}V${pointer.y}`} fill="none" stroke-width={1.5} />
          <text {...corner} text-anchor={left ? "start" : "end"} {...text}>{lengthOf(plane.gap, speech).replace(/ \(.*/, "")}</text>
        </g>
      )}
      <g class="scale" {...text} text-anchor="middle">
        <path d={`M24 ${edge - 34}v12h${Math.round(bar * unit * 10) / 10}v-12`} fill="none" stroke={ink} stroke-width={4} />
        <text x={24 + bar * unit / 2} y={edge - 44}>{rounded(bar, speech)}</text>
        {letters.map(([letter, x, y]) => <text key={letter} x={x} y={y}>{letter}</text>)}
      </g>
    </svg>
  );
}

/** The lines of the drawing beside their names. */
export function Legend({ plane, speech }: { plane: Plane; speech: Speech }) {
  return (
    <ul class="legend">
      {drawnIn(plane).map((name) => (
        <li key={name}><svg width="44" height="14" viewBox="0 0 88 28" aria-hidden="true"><path class={name} d="M4 14H84" stroke={lines[name].stroke} stroke-width={name === "tumour" ? 9 : 7}
          stroke-dasharray={lines[name].dash} stroke-linecap={name === "tumour" ? "round" : "butt"} /></svg> {speech.word(lines[name].word)}</li>
      ))}
      <li><svg width="44" height="14" viewBox="0 0 88 28" aria-hidden="true"><g class="gap" fill={ink} stroke={ink}><path d="M14 14H74" stroke-width={6} /><circle cx="14" cy="14" r="9" /><circle cx="74" cy="14" r="9" /></g></svg>
        {" "}{speech.known("fact.tumour_cord_gap")}: <b>{plane.gap ? lengthOf(plane.gap, speech) : speech.word("no_gap")}</b></li>
    </ul>
  );
}

/** The plane that is shown with its legend, and the ways to the others: buttons, arrow keys, Home and End. */
export function OutlinesView({ outlines, at, id, speech, show }: { outlines: Outlines; at: number; id: string; speech: Speech; show: (at: number) => void }) {
  const last = outlines.planes.length - 1;
  const to = (next: number) => show(Math.min(last, Math.max(0, next)));
  const keys: Record<string, number> = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: last };
  const step = (word: "plane_before" | "plane_after", next: number) => (
    <button type="button" aria-disabled={next < 0 || next > last} onClick={() => to(next)}>{speech.word(word)}</button>
  );
  return (
    <>
      <Drawing outlines={outlines} at={at} id={id} speech={speech} />
      <Legend plane={outlines.planes[at]} speech={speech} />
      <p class="plane" aria-live="polite"><b>{speech.word("plane")} {outlines.planes[at].plane}</b>{last > 0 && ` (${at + 1}/${last + 1})`}{at === outlines.shown && `, ${speech.word("plane_shown")}`}</p>
      {last > 0 && (
        <div class="bar" role="group" aria-label={speech.word("plane")} onKeyDown={(e) => {
          if (!(e.key in keys) || e.ctrlKey || e.altKey || e.metaKey) return;
          e.preventDefault();
          e.stopPropagation();  // in the meeting the arrows choose case and lesion
          to(keys[e.key]);
        }}>{step("plane_before", at - 1)}{step("plane_after", at + 1)}<span class="small second">{speech.word("plane_keys")}</span></div>
      )}
    </>
  );
}
