# An edition beside a folder takes the edition of that name; FOLDER:EDITION names another; both give clinical words.
. "$(dirname "$0")/../expect.sh"
run knowledge diff 2023 "$NOMS_SOURCE/knowledge"
expect_code 0
expect_out 'No difference.'
run knowledge diff "$NOMS_SOURCE/knowledge:2013" 2023
expect_code 0
expect_out '16 of 96 combinations differ' '    2013 of A: Stabilization, then' '    2023: Decompression with'
run knowledge diff "$NOMS_SOURCE/knowledge" "$NOMS_SOURCE/knowledge:2013"
expect_code 0
expect_out 'No difference.'
run knowledge diff "$NOMS_SOURCE/knowledge:2012" 2023
expect_code 2
expect_err 'the folder has no such edition; it has: 2023, 2013'
run knowledge diff "$NOMS_SOURCE/knowledge:" 2023
expect_code 2
run knowledge diff 2013 "$work/nothing:2013"
expect_code 2
expect_err 'B: an edition (2023, 2013), a folder of knowledge, or FOLDER:EDITION'
mkdir "$work/empty"
run knowledge diff 2013 "$work/empty"
expect_code 7
finish
