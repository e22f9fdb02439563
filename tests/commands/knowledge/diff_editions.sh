# Two editions differ where the review changed the grid, in clinical words with rows, evidence and counts.
. "$(dirname "$0")/../expect.sh"
run knowledge diff 2013 2023
expect_code 0
expect_no_err
expect_out '16 of 96 combinations differ' 'Moderately sensitive' 'Decompression with stabilization, then conventional external beam radiation' O06 newman-2023 '+ O08' '~ T05'
expect_true [ "$(grep -cE '^  [A-Z][^:]+: .*;' "$work/out")" -ge 8 ]
expect_true [ "$(grep -c '^    2023: ' "$work/out")" -eq 8 ]
expect_out 'alternatives: A-O13 is added' 'when: ESCC grade: 2, cord compressed'
sum=$(tr '\n' ' ' <"$work/out" | grep -oE '\([0-9]+ +combinations?\)' | tr -dc '0-9\n' | awk '{ n += $1 } END { print n }')
expect_true [ "$sum" -eq 16 ]
finish
