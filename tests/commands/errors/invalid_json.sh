# Text that is no JSON is refused with line and column.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_case": 1, "lesions": [}' >"$work/case.json"
run assess --errors json "$work/case.json"
expect_code 3
expect_no_out
expect_err '"code":"invalid_json"' 'line 1'
finish
