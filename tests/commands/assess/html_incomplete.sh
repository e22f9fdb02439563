# The sheet of an incomplete case is marked as incomplete.
. "$(dirname "$0")/../expect.sh"
run assess --format html "$samples/night-incomplete.json"
expect_code 0
expect_out INCOMPLETE
finish
