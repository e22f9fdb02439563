# --output with several cases writes one file each and makes the folder.
. "$(dirname "$0")/../expect.sh"
run assess --format html --output "$work/new/sheets" "$samples/figure-2-t8-lung.json" "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_out
expect_true [ "$(ls "$work/new/sheets" | tr '\n' ' ')" = "figure-2-t8-lung.html figure-3-t10-nsclc.html " ]
run assess --output "$work/one/" "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_true [ -s "$work/one/figure-3-t10-nsclc.txt" ]
input="$samples/figure-3-t10-nsclc.json"
run assess --format csv --output "$work/one" -
expect_code 0
expect_true [ -s "$work/one/stdin.csv" ]
finish
