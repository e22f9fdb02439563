# Bytes that are no UTF-8 are refused.
. "$(dirname "$0")/../expect.sh"
printf '{"noms_case": 1, "id": "\xff\xfe", "lesions": [{}]}' >"$work/case.json"
run assess --errors json "$work/case.json"
expect_code 3
expect_no_out
expect_err '"code":"invalid_encoding"'
finish
