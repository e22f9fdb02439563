# --knowledge loads a folder: the same tables give the same bytes, the hash included.
. "$(dirname "$0")/../expect.sh"
run assess --format json "$samples/figure-2-t8-lung.json"
cp "$work/out" "$work/own"
run assess --format json --knowledge "$NOMS_SOURCE/knowledge" "$samples/figure-2-t8-lung.json"
expect_code 0
expect_same "$work/out" "$work/own"
finish
