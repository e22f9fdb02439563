# Text about a patient in any text field is never repeated on standard error, whatever else is wrong.
. "$(dirname "$0")/../expect.sh"
mark=Zebra7Secret
cat >"$work/case.json" <<CASE
{"noms_case": 1, "id": "$mark", "patient": {"age": {"value": 900, "unit": "a"}, "sex": {"value": "female", "source": {"recorded_by": "$mark", "method": "$mark", "recorded_at": "$mark", "image": "$mark", "resource": "$mark", "software": "$mark", "uncertainty": "$mark"}}},
 "lesions": [{"id": "$mark", "escc": "9", "myelopathy": true, "frankel": "E"}, {"id": "$mark"}]}
CASE
run assess "$work/case.json"
expect_code 3
expect_not_in_err "$mark"
case_with "\"id\": \"$mark\", \"myelopathy\": true, \"frankel\": \"E\"" >"$work/case.json"
run assess "$work/case.json"
expect_code 3
expect_not_in_err "$mark"
case_with "\"id\": \"$mark\"" >"$work/case.json"
run assess --require-determined "$work/case.json"
expect_code 4
expect_not_in_err "$mark"
finish
