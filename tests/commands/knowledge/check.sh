# The knowledge of the program and that of the tree are sound and the same.
. "$(dirname "$0")/../expect.sh"
run knowledge check
expect_code 0
expect_out 'Sound:' '2 editions'
cp "$work/out" "$work/own"
run knowledge check "$NOMS_SOURCE/knowledge"
expect_same "$work/out" "$work/own"
finish
