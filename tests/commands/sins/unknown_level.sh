# An unknown level is invalid input.
. "$(dirname "$0")/../expect.sh"
run sins T14
expect_code 3
expect_err 'C0 to C7'
run sins T1 T2
expect_code 2
finish
