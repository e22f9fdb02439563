# Patients whose recommendation changes, as they are read; a bad line in its place; a count at the end.
. "$(dirname "$0")/../expect.sh"
{
  tr -d '\n' <"$samples/breast-t9-myelopathy.json"; echo
  tr -d '\n' <"$samples/figure-2-t8-lung.json"; echo
  echo '{"noms_case": 1, "lesions": "Jane"}'
  case_with '"escc": "3"'; echo
} >"$work/cohort.ndjson"
run knowledge diff 2013 2023 --cases "$work/cohort.ndjson"
expect_code 3
expect_out 'line 1, case breast-t9-myelopathy, T9' '  2013: Conventional external beam radiation alone [T05]; Emergent' \
  '  2023: Decompression with stabilization' 'line 3: refused: wrong_type /lesions' 'line 4, case -, lesion 1' \
  'Changed: 2 of 3 cases, 2 of 3 lesions.' 'Refused lines: 1.'
expect_not_in_out 'line 2' Jane
expect_err 'cohort.ndjson:3: /lesions: a list is expected'
expect_true [ "$(grep -n 'line 3' "$work/out" | cut -d: -f1)" -lt "$(grep -n 'line 4' "$work/out" | cut -d: -f1)" ]
input="$work/cohort.ndjson"
run knowledge diff 2013 2023 --cases - --format json
expect_code 3
expect_true [ "$(wc -l <"$work/out")" -eq 4 ]
expect_out '{"noms_knowledge_diff_case":1,"line":1,"case":"breast-t9-myelopathy","lesions":[{"lesion":"T9","before":{"options":[{"surgery":"none","radiation":"cebrt","rows":["T05"]' \
  '{"noms_error":1,"line":3' '"changed_cases":2,"changed_lesions":2' '"refused":1}'
run knowledge diff 2013 2023 --cases - --format markdown
expect_out '| Line | Case | Lesion | 2013 | 2023 |' '| 3 | refused |'
run knowledge diff 2023 2023 --cases "$samples/../README.md" --errors json
expect_code 3
expect_out 'Changed: 0 of 0 cases'
run knowledge diff 2023 2023 --cases "$work/nothing"
expect_code 7
finish
