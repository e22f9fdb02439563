# The group alone asks for a command and lists them in its help.
. "$(dirname "$0")/../expect.sh"
run knowledge
expect_code 2
expect_err 'a command is missing'
run knowledge --help
expect_code 0
expect_out 'knowledge diff'
finish
