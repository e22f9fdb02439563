# Input that does not fit together is refused with its place, and nothing of it is repeated.
. "$(dirname "$0")/../expect.sh"
run dose phantom sphere --to "$work"
run dose dvh --structures "$work/RS.sphere.dcm"
expect_code 2
expect_err '--dose'
run dose dvh --structures "$work/RS.sphere.dcm" --dose "$work/missing.dcm"
expect_code 7
run dose dvh --structures "$work/RD.sphere.dcm" --dose "$work/RD.sphere.dcm"
expect_code 3
expect_err '--structures' '(0008,0016)'
run dose dvh --structures "$work/RS.sphere.dcm" --dose "$work/RD.sphere.dcm" --dose "$work/RD.sphere.dcm"
expect_code 2
expect_err 'never added'
run dose dvh --structures "$work/RS.sphere.dcm" --dose "$work/RD.sphere.dcm" --structure Doe
expect_code 2
expect_not_in_err Doe
head -c 3000 "$work/RD.sphere.dcm" >"$work/cut.dcm"
run dose dvh --structures "$work/RS.sphere.dcm" --dose "$work/cut.dcm"
expect_code 3
expect_no_out
expect_err '--dose'
run dose dvh --structures "$work/RS.sphere.dcm" --dose "$work/RD.sphere.dcm" --errors json --step 0.1x
expect_code 2
expect_err '"code":"usage"'
finish
