# A mistyped command gets the nearest, and no result.
. "$(dirname "$0")/../expect.sh"
run asess x.json
expect_code 2
expect_no_out
expect_err 'did you mean assess?' 'Try: noms --help'
run knowledge shw
expect_code 2
expect_err 'did you mean show?'
finish
