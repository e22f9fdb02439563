// SPDX-License-Identifier: Apache-2.0
// The form: site, N, O, M, S. Which fields there are, the vocabulary says.
import { AnyField } from "./inputs";
import type { Editing } from "./inputs";
import { lesionsOf, valueAt } from "./model";
import type { Word } from "./words";

const doses = ["planned_dose_per_fraction", "gtv_dmin", "cord_dmax", "tumour_cord_gap"].map((name) => "lesions/*/" + name);

/** Fields of each pillar in order; a field that no pillar names stands under S, so that a new one is never lost. */
const pillars: Record<"site" | "N" | "O" | "M", string[]> = {
  site: ["lesions/*/levels", "lesions/*/location_class"],
  N: ["lesions/*/escc", "lesions/*/myelopathy", "lesions/*/cauda_equina_syndrome", "lesions/*/functional_radiculopathy",
    "lesions/*/deficit_onset", "patient/ambulation", "lesions/*/frankel", "lesions/*/asia"],
  O: ["primary/histology", "lesions/*/prior_radiation", "availability/ssrs", "primary/controlled", "primary/mutations",
    "primary/systemic_therapy_before", ...doses],
  M: ["lesions/*/pain", "lesions/*/bone_lesion", "lesions/*/alignment", "lesions/*/vertebral_body", "lesions/*/posterolateral",
    "lesions/*/surgeon_stability_opinion", "lesions/*/fracture_before", "lesions/*/paraspinal_extension", "lesions/*/prior_surgery"],
};
const folded: Record<string, string[]> = {
  N: ["lesions/*/frankel", "lesions/*/asia"],
  O: ["primary/controlled", "primary/mutations", "primary/systemic_therapy_before", ...doses],
  M: ["lesions/*/fracture_before", "lesions/*/paraspinal_extension", "lesions/*/prior_surgery"],
};
const first = ["fitness/surgery", "fitness/radiotherapy", "fitness/local_therapy", "fitness/expected_survival", "patient/age"];

export function Form({ editing, lesion, open }: { editing: Editing; lesion: number; open: Set<string> }) {
  const { vocabulary, speech, document } = editing;
  const named = new Set(Object.values(pillars).flat());
  const rest = vocabulary.fields.map((f) => f.path)
    .filter((p) => !named.has(p) && p !== "noms_case" && p !== "id" && p !== "lesions" && !/\/\*\/.*\/\*\//.test(p) && p !== "lesions/*/id");
  const groups: [Word, string[]][] = [["site", pillars.site], ["N", pillars.N], ["O", pillars.O], ["M", pillars.M],
    ["S", [...first, ...rest.filter((p) => !first.includes(p))]]];
  const levels = valueAt(document, `lesions/${lesion}/levels`);
  const transitional = Array.isArray(levels) && levels.some((l) => vocabulary.transitional.includes(String(l)));
  const show = (path: string) => {
    const field = vocabulary.fields.find((f) => f.path === path);
    if (!field || (path === "lesions/*/location_class" && !transitional)) return null;
    const real = path.replace("lesions/*", `lesions/${lesion}`);
    return <AnyField key={real} field={field} path={real} editing={editing} />;
  };
  const isFolded = (group: string, path: string) => (group === "S" ? !first.includes(path) : (folded[group] ?? []).includes(path));
  return (
    <form onSubmit={(e) => e.preventDefault()} aria-label={speech.word("form")}>
      {groups.map(([word, paths]) => {
        const hidden = paths.filter((p) => isFolded(word, p));
        return (
          <section key={word} class="pillar">
            <h2>{word.length === 1 ? <span class="letter" aria-hidden="true">{word}</span> : null}{speech.word(word)}</h2>
            {paths.filter((p) => !isFolded(word, p)).map(show)}
            {hidden.length > 0 && (
              <details open={hidden.some((p) => open.has(p.replace("lesions/*", `lesions/${lesion}`))) || undefined}>
                <summary>{speech.word("more")}: {hidden.slice(0, 3).map((p) => speech.field(vocabulary.fields.find((f) => f.path === p)!)).join(", ")}{hidden.length > 3 ? " …" : ""}</summary>
                {hidden.map(show)}
              </details>
            )}
          </section>
        );
      })}
      {lesionsOf(document).length === 0 && null}
    </form>
  );
}
