# Two cases that would be written to the same file are refused.
. "$(dirname "$0")/../expect.sh"
mkdir "$work/a"
cp "$samples/figure-2-t8-lung.json" "$work/a/"
run assess --output "$work/out_folder/" "$samples/figure-2-t8-lung.json" "$work/a/figure-2-t8-lung.json"
expect_code 2
expect_true [ ! -e "$work/out_folder" ]
finish
