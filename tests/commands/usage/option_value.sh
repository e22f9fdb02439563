# A missing value, a value for a flag and an option given twice are wrong usage.
. "$(dirname "$0")/../expect.sh"
run assess --format
expect_code 2
expect_err 'a value is missing after --format'
run assess --plain=x "$samples/figure-2-t8-lung.json"
expect_code 2
run assess --edition 2013 --edition 2023 "$samples/figure-2-t8-lung.json"
expect_code 2
expect_err '--edition is given twice'
finish
