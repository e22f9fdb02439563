# --output writes one case to a file and nothing to standard output.
. "$(dirname "$0")/../expect.sh"
run assess --format json --output "$work/result.json" "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_out
expect_no_err
run assess --format json "$samples/figure-3-t10-nsclc.json"
expect_same "$work/out" "$work/result.json"
finish
