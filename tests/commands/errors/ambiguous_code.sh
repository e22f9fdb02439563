# A code that alone does not say the histology is refused.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_case": 1, "primary": {"histology": {"system": "icd-o-3", "code": "8140/3"}}, "lesions": [{}]}' | refused ambiguous_code 3 /primary/histology
finish
