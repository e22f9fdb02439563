# A quantity without its unit is refused.
. "$(dirname "$0")/../expect.sh"
case_with '"deficit_onset": {"value": 3}' | refused missing_unit 3 /lesions/0/deficit_onset/unit
case_with '"deficit_onset": 3' | refused missing_unit 3 /lesions/0/deficit_onset
finish
