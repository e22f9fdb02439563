# A score whose coefficients are not installed gives no probability and says why.
. "$(dirname "$0")/../expect.sh"
case_with '' >"$work/case.json"
run score sorg_nomogram "$work/case.json"
expect_code 0
expect_out 'no numbers' 'until a centre' 'sorg-coefficients'
expect_not_in_out 'alive at 3'
echo 'not coefficients' >"$work/coefficients"
run score sorg_nomogram --coefficients "$work/coefficients" "$work/case.json"
expect_code 5
expect_no_out
finish
