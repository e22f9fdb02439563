# A value that fits another unit is refused with that unit.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_case": 1, "patient": {"laboratory": {"albumin": {"value": 3.8, "unit": "g/L"}}}, "lesions": [{}]}' | refused unit_confusion 3 /patient/laboratory/albumin/value
expect_err 'did you mean g/dL?'
finish
