# A mistyped option gets the nearest; a value too.
. "$(dirname "$0")/../expect.sh"
run assess --fromat json x
expect_code 2
expect_err 'did you mean --format?'
run assess --format jsn x
expect_code 2
expect_err 'did you mean json?' 'text, json, html, svg, csv, chart'
finish
