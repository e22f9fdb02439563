# Out, in, and the whole knowledge is there and sound; an edit that breaks a case is refused and writes nothing.
. "$(dirname "$0")/../expect.sh"
run knowledge export --dmn --output "$work/noms.dmn"
run knowledge import "$work/noms.dmn" --output "$work/in"
expect_code 0
expect_out 'Sound: 10 tables' 'decision/treatment_2023.table.md' 'scores/sins.table.md'
run knowledge check "$work/in"
expect_code 0
run knowledge diff "$NOMS_SOURCE/knowledge" "$work/in"
expect_code 0
expect_not_in_out 'treatment_2023'
sed '/rule id="U4"/,/<\/rule>/d' "$work/noms.dmn" >"$work/gap.dmn"
run knowledge import "$work/gap.dmn" --output "$work/gap"
expect_code 5
expect_no_out
expect_err 'decision/urgency.table.md'
expect_true test ! -e "$work/gap"
sed '/id="U2_i1"/,/<\/inputEntry>/s/&quot;absent&quot;/\&lt; 3/' "$work/noms.dmn" >"$work/cell.dmn"
run knowledge import "$work/cell.dmn" --errors json
expect_code 3
expect_err '"code":"invalid_dmn"' 'an input cell must be -'
finish
