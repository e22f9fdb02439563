# Control characters of a file name do not reach the terminal.
. "$(dirname "$0")/../expect.sh"
name="$work/$(printf 'a\033[31mb').json"
run assess "$name"
expect_code 7
expect_not_in_err "$(printf '\033')"
finish
