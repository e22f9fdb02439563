# A faulty case among good ones leaves no file, no folder and no output.
. "$(dirname "$0")/../expect.sh"
case_with '"escc": "9"' >"$work/case.json"
run assess --format json --output "$work/new/" "$samples/figure-3-t10-nsclc.json" "$work/case.json"
expect_code 3
expect_no_out
expect_true [ ! -e "$work/new" ]
run assess --format json "$samples/figure-3-t10-nsclc.json" "$work/case.json"
expect_code 3
expect_no_out
finish
