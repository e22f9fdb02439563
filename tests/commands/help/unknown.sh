# Help for an unknown command names the nearest.
. "$(dirname "$0")/../expect.sh"
run help asses
expect_code 2
expect_err 'did you mean assess?'
finish
