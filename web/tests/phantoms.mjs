// SPDX-License-Identifier: Apache-2.0
// Files of the measuring commands, made from their phantoms: findings as JSON, pictures, and the case that --into writes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { noms } from "./use.mjs";

/** A label map of T9, T10, T11 (numbers of VerSe), 1 mm a voxel: rings with a body in front; T10 is crushed to about half. */
function labelMap(file) {
  const [nx, ny, nz] = [48, 48, 60];
  const data = Buffer.alloc(nx * ny * nz);
  const round = (x, y, cy, rx, ry) => ((x - 24) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  let z = 2;
  for (const [label, height] of [[18, 16], [17, 9], [16, 16]]) {
    for (let k = z; k < z + height; ++k) for (let y = 0; y < ny; ++y) for (let x = 0; x < nx; ++x) {
      if ((round(x, y, 30, 16, 12) || round(x, y, 15, 12, 11)) && !round(x, y, 13, 6, 6)) data[(k * ny + y) * nx + x] = label;
    }
    z += height + 3;
  }
  const head = Buffer.alloc(352);
  head.writeInt32LE(348, 0);
  [3, nx, ny, nz, 1, 1, 1, 1].forEach((n, i) => head.writeInt16LE(n, 40 + 2 * i));
  head.writeInt16LE(2, 70);  // bytes
  head.writeInt16LE(8, 72);
  [1, 1, 1, 1].forEach((mm, i) => head.writeFloatLE(mm, 76 + 4 * i));
  head.writeFloatLE(352, 108);
  head.writeFloatLE(1, 112);
  head[123] = 2;  // mm
  head.writeInt16LE(1, 254);
  [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0].forEach((n, i) => head.writeFloatLE(n, 280 + 4 * i));
  head.write("n+1\0", 344, "latin1");
  writeFileSync(file, Buffer.concat([head, data]));
}

/** The commands by name, each as its words without --format and --into. Makes what they read in the folder. */
export function commands(folder) {
  const at = (name) => join(folder, name);
  noms("image", "phantom", at("scene"), "--grade", "2", "--seed", "11", "--pixel", "0.9");
  noms("dose", "phantom", "spine", "--to", folder);
  labelMap(at("labels.nii"));
  const masks = ["tumour", "cord", "sac"].flatMap((name) => ["--" + name, at(`scene/${name}.nii.gz`)]);
  const plan = ["--structures", at("RS.spine.dcm"), "--dose", at("RD.spine.dcm"), "--plan", at("RP.spine.dcm")];
  const overlay = ["--image", at("scene/t2.nii.gz"), "--picture", at("escc.png")];
  const pair = ["--tumour", "GTV", "--cord", "SpinalCord"];
  return {
    escc: ["image", "escc", ...masks, ...overlay],
    sins: ["image", "sins", "--labels", at("labels.nii"), "--scheme", "verse", "--level", "T10"],
    distance: ["image", "distance", ...masks.slice(0, 4)],
    feasible: ["dose", "feasible", "--structures", at("RS.spine.dcm"), ...pair],
    dvh: ["dose", "dvh", ...plan, ...pair],
    sum: ["dose", "sum", ...plan, "--structure", "SpinalCord", "--prior", "10x3@14"],
  };
}
