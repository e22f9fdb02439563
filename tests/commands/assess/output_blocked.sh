# When one file cannot be written, none is, and nothing is left behind.
. "$(dirname "$0")/../expect.sh"
mkdir -p "$work/folder/figure-3-t10-nsclc.json"
run assess --format json --output "$work/folder" "$samples/figure-2-t8-lung.json" "$samples/figure-3-t10-nsclc.json"
expect_code 7
expect_true [ "$(ls -A "$work/folder")" = figure-3-t10-nsclc.json ]
echo >"$work/file"
run assess --output "$work/file/x.txt" "$samples/figure-2-t8-lung.json"
expect_code 7
run assess --output "$work/file" "$samples/figure-2-t8-lung.json" "$samples/figure-3-t10-nsclc.json"
expect_code 2
finish
