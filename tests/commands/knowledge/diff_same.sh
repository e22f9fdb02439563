# An edition does not differ from itself, nor a folder from itself.
. "$(dirname "$0")/../expect.sh"
run knowledge diff 2023 2023
expect_code 0
expect_out 'No difference.'
run knowledge diff "$NOMS_SOURCE/knowledge" "$NOMS_SOURCE/knowledge"
expect_out 'No difference.'
finish
