# A unit that the quantity does not take is refused with the accepted ones.
. "$(dirname "$0")/../expect.sh"
case_with '"deficit_onset": {"value": 3, "unit": "days"}' | refused unknown_unit 3 /lesions/0/deficit_onset/unit
expect_err 'h, d, wk, mo, a'
finish
