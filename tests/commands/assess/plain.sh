# --plain has no rules, bars or symbols.
. "$(dirname "$0")/../expect.sh"
run assess --plain "$samples/night-incomplete.json"
expect_code 0
expect_not_in_out '─' '█' '▒' '◇' '→'
finish
