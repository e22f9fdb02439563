# Wrong usage is exit 2, with the way to the help.
. "$(dirname "$0")/../expect.sh"
run assess
expect_code 2
expect_no_out
expect_err 'noms assess: CASE.json is missing' 'Try: noms assess --help'
run assess --errors json
expect_code 2
expect_err '"code":"usage"'
finish
