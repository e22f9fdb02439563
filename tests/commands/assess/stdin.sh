# - reads a case from standard input, once.
. "$(dirname "$0")/../expect.sh"
run assess "$samples/figure-2-t8-lung.json"
cp "$work/out" "$work/from_file"
input="$samples/figure-2-t8-lung.json"
run assess -
expect_code 0
expect_same "$work/out" "$work/from_file"
run assess - -
expect_code 2
input=/dev/null
run assess -
expect_code 3
expect_err '-: '
finish
