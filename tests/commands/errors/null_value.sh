# null is refused with the advice to leave the field out.
. "$(dirname "$0")/../expect.sh"
case_with '"escc": null' | refused null_value 3 /lesions/0/escc
expect_err 'leave the field out'
finish
