# Another shell is wrong usage.
. "$(dirname "$0")/../expect.sh"
run completion tcsh
expect_code 2
expect_err 'bash, zsh, fish'
finish
