# A folder without knowledge, or no folder, is refused.
. "$(dirname "$0")/../expect.sh"
run assess --knowledge "$work" "$samples/figure-2-t8-lung.json"
expect_code 7
run assess --knowledge "$work/none" "$samples/figure-2-t8-lung.json"
expect_code 7
expect_no_out
finish
