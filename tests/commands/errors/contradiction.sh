# Facts that exclude each other are refused, both named.
. "$(dirname "$0")/../expect.sh"
case_with '"myelopathy": true, "frankel": "E"' >"$work/case.json"
run assess --errors json "$work/case.json"
expect_code 3
expect_no_out
expect_err '"code":"contradiction"' 'lesions/0/myelopathy' 'lesions/0/frankel'
finish
