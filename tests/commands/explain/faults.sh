# A faulty case gets the same messages as with assess.
. "$(dirname "$0")/../expect.sh"
case_with '"escc": "9"' >"$work/case.json"
run explain "$work/case.json"
expect_code 3
expect_no_out
expect_err '/lesions/0/escc'
finish
