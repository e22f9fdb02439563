# Arrays nested deeper than the limit are refused.
. "$(dirname "$0")/../expect.sh"
{ printf '{"noms_case": 1, "lesions": '; head -c 5000 /dev/zero | tr '\0' '['; } >"$work/case.json"
run assess --errors json "$work/case.json"
expect_code 3
expect_no_out
expect_err '"code":"too_deep"'
finish
