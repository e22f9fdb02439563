# Without any word the whole range is left.
. "$(dirname "$0")/../expect.sh"
run sins
expect_code 0
expect_out 'SINS 0 to 18 of 18'
finish
