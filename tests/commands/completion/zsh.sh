# The zsh script names every command and option.
. "$(dirname "$0")/../expect.sh"
run completion zsh
expect_code 0
expect_out '#compdef noms' "'knowledge diff')" '--require-determined' 'pain=mechanical'
if command -v zsh >/dev/null; then zsh -n "$work/out" || complain "no zsh"; fi
finish
