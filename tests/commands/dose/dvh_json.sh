# The figures of a phantom follow its closed forms; every member of the contract is there.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
expect_code 0
run dose dvh --structures "$work/RS.spine.dcm" --dose "$work/RD.spine.dcm" --plan "$work/RP.spine.dcm" --structure SpinalCord --structure PTV --format json
expect_code 0
expect_no_err
python3 - "$work/out" <<'END' || complain "the figures differ"
import json, sys
answer = json.load(open(sys.argv[1]))
assert set(answer) >= {"structures", "warnings"}
assert [s["name"] for s in answer["structures"]] == ["SpinalCord", "PTV"]
cord = answer["structures"][0]
assert set(cord) >= {"name", "volume_cc", "dmin_gy", "dmax_gy", "dmean_gy", "d", "outside_dose_grid", "warnings"}
assert set(cord["d"]) >= {"95%", "99%", "5%", "1%", "0.03cc", "0.035cc"}
def near(a, b, share): assert abs(a / b - 1) <= share, (a, b)
near(cord["dmax_gy"], 13.17, 0.005)       # the surface, 6 mm inside a target of 24 Gy that falls 10 % a millimetre
near(cord["d"]["0.035cc"], 13.16, 0.005)
near(cord["dmean_gy"], 10.889, 0.005)
near(cord["volume_cc"], 9.161, 0.005)
near(answer["structures"][1]["volume_cc"], 192.38, 0.005)
assert cord["outside_dose_grid"] == 0
END
finish
