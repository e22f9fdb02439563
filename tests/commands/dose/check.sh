# Limits are held against confirmed organs only; nothing found is not checked, never a pass.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
plan="--structures $work/RS.spine.dcm --dose $work/RD.spine.dcm"
run dose check $plan --plan "$work/RP.spine.dcm" --map SpinalCord=spinal_cord --format json
expect_code 0
expect_out '"fractions": 1' '"verdict": "not_checked"' '"names_to_confirm"'
python3 - "$work/out" <<'END' || complain "the verdicts differ"
import json, sys
checks = json.load(open(sys.argv[1]))["checks"]
cord = [c for c in checks if c.get("structure") == "SpinalCord"]
assert len({c["table"] for c in cord}) >= 3, "sources stand side by side"
for c in checks:
    if "structure" not in c: assert c["verdict"] == "not_checked", c
    if c["verdict"] in ("pass", "violation"): assert abs(c["value"] - c["limit"]) > c["uncertainty"], c
near = [c for c in cord if c["verdict"] == "within_uncertainty"]
assert any(c["row"] == "MSK-1" for c in cord)
assert all(abs(c["value"] - c["limit"]) <= c["uncertainty"] for c in near) and near
END
run dose check $plan --map SpinalCord=spinal_cord
expect_code 3
expect_err '--fractions'
run dose check $plan --fractions 2.5 --map SpinalCord=spinal_cord
expect_code 2
run dose check $plan --fractions 1 --map SpinalCord=nothing
expect_code 2
run dose check $plan --fractions 1 --map Nobody=spinal_cord
expect_code 2
expect_not_in_err Nobody
finish
