# An unknown field is refused with the nearest known name.
. "$(dirname "$0")/../expect.sh"
case_with '"esc": "2"' | refused unknown_field 3 /lesions/0/esc
expect_err 'did you mean escc?'
finish
