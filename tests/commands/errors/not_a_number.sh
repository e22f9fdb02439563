# A number that no double holds is refused.
. "$(dirname "$0")/../expect.sh"
case_with '"deficit_onset": {"value": 1e999, "unit": "h"}' >"$work/case.json"
run assess --errors json "$work/case.json"
expect_code 3
expect_no_out
expect_err '"code":"not_a_number"'
finish
