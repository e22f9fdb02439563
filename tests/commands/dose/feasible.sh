# Feasibility from contours: the gap, an interval for each number of fractions, the label that it is derived.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
run dose feasible --structures "$work/RS.spine.dcm" --tumour GTV --cord SpinalCord --format json
expect_code 0
python3 - "$work/out" <<'END' || complain "the figures differ"
import json, sys
answer = json.load(open(sys.argv[1]))
assert "not a published method" in answer["note"]
assert answer["gap_mm"] > 0
assert [f["fractions"] for f in answer["fractions"]] == [1, 2, 3, 4, 5]
one = answer["fractions"][0]
assert one["cord_limit_gy"] == 14
goal = [g for g in one["goals"] if g["single_fraction_gy"] == 15][0]
low, high = goal["gap_needed_mm"]
assert abs(low - (1 + (1 - 14 / 15) / 0.12)) < 0.05, low    # least margin, steepest fall-off
assert abs(high - (2 + (1 - 14 / 15) / 0.08)) < 0.05, high  # greatest margin, flattest
END
run dose feasible --structures "$work/RS.spine.dcm" --tumour GTV --cord SpinalCord --dose "$work/RD.spine.dcm"
expect_code 0
expect_out "The plan's fall-off" 'Derived from geometry alone'
run dose feasible --structures "$work/RS.spine.dcm" --tumour GTV --cord SpinalCord --format svg
expect_out '<svg' '</svg>'
run dose feasible --structures "$work/RS.spine.dcm" --tumour GTV
expect_code 2
expect_err '--cord'
finish
