# The fish script names every command and option.
. "$(dirname "$0")/../expect.sh"
run completion fish
expect_code 0
expect_out 'complete -c noms' 'require-determined' 'pain=mechanical'
if command -v fish >/dev/null; then fish -n "$work/out" || complain "no fish"; fi
finish
