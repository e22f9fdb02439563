# A file above 8 MiB is refused by its size, and a stream when it grows beyond.
. "$(dirname "$0")/../expect.sh"
truncate -s 9M "$work/case.json"
run assess --errors json "$work/case.json"
expect_code 3
expect_err '"code":"too_large"'
input="$work/case.json"
run assess --errors json -
expect_code 3
expect_err '"code":"too_large"'
"$NOMS" assess - < <(yes) >"$work/out" 2>"$work/err"
code=$?
expect_code 3
expect_no_out
finish
