# Courses add up in EQD2 with the registration stated, against the limits of re-irradiation.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
plan="--structures $work/RS.spine.dcm --dose $work/RD.spine.dcm --fractions 3 --structure SpinalCord"
run dose sum $plan --prior 10x3@14 --format json
expect_code 0
python3 - "$work/out" <<'END' || complain "the sum differs"
import json, sys
s = json.load(open(sys.argv[1]))["structures"][0]
assert abs(s["sum_max"] - s["new_max"] - 37.5) < 0.01, s   # 30 Gy in 10 fractions is 37.5 Gy2/2
END
run dose sum $plan
expect_code 2
expect_err '--prior'
run dose sum $plan --prior-dose "$work/RD.spine.dcm" --prior-fractions 10
expect_code 2
expect_err '--registration'
finish
