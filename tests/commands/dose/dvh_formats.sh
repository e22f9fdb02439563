# Text, CSV, curves and SVG of one structure; --output writes the same bytes to a file.
. "$(dirname "$0")/../expect.sh"
run dose phantom cord --to "$work"
plan="--structures $work/RS.cord.dcm --dose $work/RD.cord.dcm"
run dose dvh $plan
expect_code 0
expect_out 'structure' 'D95%' 'Doses in Gy'
run dose dvh $plan --format csv
expect_out 'structure,' 'd0.035cc' ',Gy'
run dose dvh $plan --format csv --curves
expect_out 'structure,'
expect_true test "$(wc -l <"$work/out")" -gt 50
run dose dvh $plan --format svg
expect_out '<svg' '<title>' '</svg>'
cp "$work/out" "$work/printed.svg"
run dose dvh $plan --format svg --output "$work/file.svg"
expect_no_out
expect_same "$work/printed.svg" "$work/file.svg"
finish
