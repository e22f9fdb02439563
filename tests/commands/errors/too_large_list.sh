# More lesions than a case may have are refused.
. "$(dirname "$0")/../expect.sh"
{ printf '{"noms_case": 1, "lesions": [{}'; for _ in $(seq 64); do printf ',{}'; done; printf ']}'; } | refused too_large 3 /lesions
finish
