# An unknown finding, or none, is invalid input, with the nearest and all values.
. "$(dirname "$0")/../expect.sh"
run sins T10 pain=mechanicl
expect_code 3
expect_no_out
expect_err 'did you mean mechanical?' 'occasional_not_mechanical'
run sins T10 pain=
expect_code 3
finish
