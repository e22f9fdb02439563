# noms alone prints the help as a message; --help and help print it as a result.
. "$(dirname "$0")/../expect.sh"
run
expect_code 2
expect_no_out
expect_err 'Commands:' 'Examples:'
for words in --help -h help; do
  run $words
  expect_code 0
  expect_no_err
  expect_out 'Commands:' 'noms assess case.json' 'knowledge diff'
done
finish
