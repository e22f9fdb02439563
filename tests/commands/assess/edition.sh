# --edition 2013 decides by the grid of 2013.
. "$(dirname "$0")/../expect.sh"
run assess --edition 2013 --format json "$samples/breast-t9-myelopathy.json"
expect_code 0
expect_out '"edition": "2013"' '"T05"'
run assess --edition 2023 --format json "$samples/breast-t9-myelopathy.json"
expect_out '"edition": "2023"' '"O06"'
run assess --edition 1999 "$samples/breast-t9-myelopathy.json"
expect_code 2
expect_err 'allowed: 2023, 2013'
finish
