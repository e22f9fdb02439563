// SPDX-License-Identifier: Apache-2.0
// Why: each decision with its whole table, the rows that fired marked, and their evidence.
import type { Assessment, Lesion, Tables, Vocabulary } from "./model";
import type { Speech } from "./words";

export function Evidence({ keys, vocabulary }: { keys: string[]; vocabulary: Vocabulary }) {
  if (keys.length === 0) return null;
  return (
    <ul class="evidence">
      {[...new Set(keys)].map((key) => {
        const entry = vocabulary.evidence[key];
        const doi = entry && entry.doi !== "" && entry.doi !== "-" ? entry.doi : undefined;
        return <li key={key}>{entry ? entry.citation : key}{doi ? <> <a href={"https://doi.org/" + doi} rel="noreferrer noopener" target="_blank">doi:{doi}</a></> : null}</li>;
      })}
    </ul>
  );
}

function Decision({ reason, assessment, tables, speech, vocabulary }: { reason: Lesion["reasons"][number]; assessment: Assessment;
  tables: Tables; speech: Speech; vocabulary: Vocabulary }) {
  const table = tables[assessment.edition]?.tables.find((t) => t.id === reason.table);
  const cell = (fact: string, values: string[]) => (values.length === 0 ? "–" : values.length > 6
    ? `${values.slice(0, 5).map((v) => speech.value(fact, v)).join(", ")} …` : values.map((v) => speech.value(fact, v)).join(", "));
  const values = reason.values.map((v) => speech.value(reason.decision, v));
  return (
    <li>
      <p><b>{speech.known("fact." + reason.decision, reason.title)}</b>: {values.length > 4 ? values.length + " …" : values.join(" / ")}
        <small class="rows">{reason.rows.length > 4 ? reason.rows.slice(0, 4).join(", ") + " …" : reason.rows.join(", ")}</small></p>
      {reason.rows.length <= 4 && reason.texts.map((t) => <p class="second" key={t} lang="en">{t.replace(/`/g, "")}</p>)}
      {table && (
        <details>
          <summary>{speech.word("tables_file")}: <span lang="en">{reason.title}</span></summary>
          <div class="scroll" tabIndex={0} role="region" aria-label={reason.title}>
            <table class="rules">
              <thead><tr><th scope="col">{speech.word("row")}</th>
                {table.inputs.map((i) => <th scope="col" key={i}>{speech.known("fact." + i)}</th>)}
                {table.outputs.map((o) => <th scope="col" class="out" key={o}>{speech.known("fact." + o)}</th>)}</tr></thead>
              <tbody>{table.rows.map((row) => (
                <tr key={row.row} class={reason.rows.includes(row.row) ? "fired" : undefined}>
                  <th scope="row">{reason.rows.includes(row.row) ? "▶ " : ""}{row.row}</th>
                  {row.cells.map((c, i) => <td key={i}>{cell(table.inputs[i], c)}</td>)}
                  {row.outputs.map((o, i) => <td class="out" key={i}>{speech.value(table.outputs[i], o)}</td>)}
                </tr>
              ))}</tbody>
            </table>
          </div>
          <p class="second">{[...new Set(reason.marks.flatMap((m) => m.split(" ")))].map((m) => `${m}: ${speech.marks(m)}`).join("; ")}</p>
          <Evidence keys={reason.evidence} vocabulary={vocabulary} />
        </details>
      )}
    </li>
  );
}

export function Why(props: { lesion: Lesion; assessment: Assessment; tables: Tables; speech: Speech; vocabulary: Vocabulary }) {
  return <ol class="why">{props.lesion.reasons.map((reason) => <Decision key={reason.table} reason={reason} {...props} />)}</ol>;
}
