# A component given twice is wrong usage.
. "$(dirname "$0")/../expect.sh"
run sins T10 pain=none pain=mechanical
expect_code 2
expect_err 'twice'
finish
