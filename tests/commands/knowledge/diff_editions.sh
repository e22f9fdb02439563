# Two editions differ where the review changed the grid, in clinical words with evidence.
. "$(dirname "$0")/../expect.sh"
run knowledge diff 2013 2023
expect_code 0
expect_no_err
expect_out '16 of 96 combinations differ' 'Moderately sensitive' 'Decompression with stabilization, then conventional external beam radiation' O06 newman-2023 '+ O08' '~ T05'
finish
