# A marked text in a wrong place (value, field name, unit, code, level, broken JSON) never comes back.
. "$(dirname "$0")/../expect.sh"
mark='Zebra7 Secret'
number=0
while IFS= read -r lesion; do
  number=$((number + 1))
  for form in text json; do
    case_with "${lesion//MARK/$mark}" >"$work/case.json"
    run assess --errors "$form" "$work/case.json"
    expect_code 3
    expect_no_out
    expect_not_in_err Zebra Secret
  done
done <<'LESIONS'
"escc": "MARK"
"escc": ["2", "MARK"]
"levels": ["MARK"]
"levels": "MARK"
"pain": "MARK"
"myelopathy": "MARK"
"MARK": "2"
"escc": {"MARK": "2"}
"escc": {"value": "2", "source": {"MARK": "x"}}
"escc": {"value": "2", "source": "MARK"}
"deficit_onset": {"value": 3, "unit": "MARK"}
"deficit_onset": {"value": "MARK", "unit": "h"}
"deficit_onset": {"value": 3, "unit": "h", "MARK": 1}
"deficit_onset": "MARK"
"prior_radiation": [{"technique": "MARK"}]
"prior_radiation": "MARK"
"prior_radiation": ["MARK"]
"MARK": 1, "MARK": 2
"id": "MARK
"id": "MARK" "escc"
"id": MARK
LESIONS
expect_true [ "$number" -ge 20 ]
for primary in "\"$mark\"" "{\"system\": \"$mark\", \"code\": \"x\"}" "{\"system\": \"icd-o-3\", \"code\": \"$mark\"}" \
  "{\"system\": \"icd-o-3\", \"code\": \"8140/3\", \"site\": \"$mark\"}" "{\"$mark\": 1}"; do
  printf '{"noms_case": 1, "primary": {"histology": %s}, "lesions": [{}]}' "$primary" >"$work/case.json"
  run assess "$work/case.json"
  expect_code 3
  expect_not_in_err Zebra Secret
done
finish
