# An unknown table is wrong usage, with the nearest name.
. "$(dirname "$0")/../expect.sh"
run knowledge show treatmnt_2023
expect_code 2
expect_no_out
expect_err 'did you mean treatment_2023?'
finish
