# A name that stands twice in one object is refused with its pointer.
. "$(dirname "$0")/../expect.sh"
case_with '"escc": "2", "escc": "3"' | refused duplicate_key 3 /lesions/0/escc
finish
