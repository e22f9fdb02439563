# A case without lesions, or without its format version, is refused.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_case": 1}' | refused missing_field 3 /lesions
echo '{"lesions": [{}]}' | refused missing_field 3 /noms_case
finish
