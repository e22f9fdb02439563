# A value that the field does not take is refused with the allowed ones and the nearest.
. "$(dirname "$0")/../expect.sh"
case_with '"pain": "mechanicl"' | refused unknown_value 3 /lesions/0/pain
expect_err 'did you mean mechanical?' 'occasional_not_mechanical, none'
case_with '"levels": ["T14"]' | refused unknown_value 3 /lesions/0/levels/0
finish
