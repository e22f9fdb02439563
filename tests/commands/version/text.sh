# The version names program, knowledge, hash and editions.
. "$(dirname "$0")/../expect.sh"
run version
expect_code 0
expect_no_err
expect_out 'noms ' 'knowledge ' 'sha256 ' 'editions 2023, 2013'
cp "$work/out" "$work/first"
run --version
expect_same "$work/out" "$work/first"
finish
