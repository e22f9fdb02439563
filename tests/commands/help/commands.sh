# Every command has help with examples, options and exit codes, no line beyond 80 columns.
. "$(dirname "$0")/../expect.sh"
commands=$("$NOMS" --help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' | grep -v noms)
expect_true [ "$(echo "$commands" | wc -l)" -ge 12 ]
while read -r command; do
  run $command --help
  expect_code 0
  expect_no_err
  expect_out 'Usage: noms ' 'Examples:' 'Options:' 'Exit codes:'
  expect_true [ "$(wc -L <"$work/out")" -le 80 ]
  cp "$work/out" "$work/first"
  run help $command
  expect_same "$work/out" "$work/first"
done <<<"$commands"
finish
