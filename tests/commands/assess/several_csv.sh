# Several cases as CSV have one header and one line for each lesion.
. "$(dirname "$0")/../expect.sh"
run assess --format csv "$samples/three-lesions.json" "$samples/sins-indeterminate.json"
expect_code 0
expect_true [ "$(wc -l <"$work/out")" -eq 5 ]
expect_true [ "$(grep -c '^case,lesion,' "$work/out")" -eq 1 ]
finish
