# The reasons follow the edition.
. "$(dirname "$0")/../expect.sh"
run explain --edition 2013 "$samples/unknown-primary-t4-myelopathy.json"
expect_code 0
expect_out X01
finish
