# One score of a case: points, band, figures with their cohort, mark and judgement.
. "$(dirname "$0")/../expect.sh"
cat >"$work/case.json" <<'CASE'
{"noms_case": 1,
 "patient": {"ambulation": "independent", "laboratory": {"albumin": {"value": 3.5, "unit": "g/dL"}}},
 "primary": {"histology": "prostate"},
 "disease": {"visceral_metastases": "none", "brain_metastases": false, "spinal_metastases": 2},
 "lesions": [{}]}
CASE
run score nesms "$work/case.json"
expect_code 0
expect_no_err
expect_out '2 of 0 to 3 (higher is better): 2' 'odds of death at 1 year 7.04' 'to be checked' 'Cohort: 307' 'prefers the newer models'
input="$work/case.json"
run score bauer_modified --format json -
expect_code 0
expect_out '"score": "bauer_modified"' '"lowest": 2' '"highest": 2' '"status": "ok"'
finish
