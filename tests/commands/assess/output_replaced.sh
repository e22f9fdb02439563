# An existing file is replaced whole, and keeps no temporary beside it.
. "$(dirname "$0")/../expect.sh"
echo old >"$work/result.txt"
run assess --output "$work/result.txt" "$samples/figure-2-t8-lung.json"
expect_code 0
expect_true grep -q 'figure-2-t8-lung' "$work/result.txt"
expect_true [ "$(ls "$work" | grep -c result)" -eq 1 ]
finish
