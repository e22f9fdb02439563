# A value outside the hard limits of its unit is refused with the limits.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_case": 1, "patient": {"age": {"value": 130, "unit": "a"}}, "lesions": [{}]}' >"$work/case.json"
case_with '"planned_dose_per_fraction": {"value": 0.2, "unit": "Gy"}' | refused out_of_limits 3 /lesions/0/planned_dose_per_fraction/value
echo '{"noms_case": 1, "patient": {"performance": {"ecog": 7}}, "lesions": [{}]}' | refused out_of_limits 3 /patient/performance/ecog
expect_err '0 to 5'
finish
