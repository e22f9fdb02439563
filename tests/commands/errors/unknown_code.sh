# A code that is not in the table is refused.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_case": 1, "primary": {"histology": {"system": "icd-o-3", "code": "0000/0"}}, "lesions": [{}]}' | refused unknown_code 3 /primary/histology
finish
