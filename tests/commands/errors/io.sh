# A file that cannot be read, and output that cannot be written, are exit 7.
. "$(dirname "$0")/../expect.sh"
run assess --errors json "$work/none.json"
expect_code 7
expect_err '"code":"io"'
run assess "$work"
expect_code 7
"$NOMS" assess "$samples/figure-3-t10-nsclc.json" >/dev/full 2>"$work/err"
code=$?
expect_code 7
expect_err 'standard output'
run knowledge check "$work/none"
expect_code 7
finish
