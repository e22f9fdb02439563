# A value of another type is refused with what is expected.
. "$(dirname "$0")/../expect.sh"
case_with '"myelopathy": "yes"' | refused wrong_type 3 /lesions/0/myelopathy
echo '[1, 2]' | refused wrong_type 3 ''
finish
