# The reasons name every table, its rows and the facts behind it.
. "$(dirname "$0")/../expect.sh"
run explain "$samples/sins-indeterminate.json"
expect_code 0
expect_no_err
expect_out 'T03' 'T04'
finish
