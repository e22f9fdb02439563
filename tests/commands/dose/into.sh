# Measured doses, a gap and earlier courses in a case: they decide as the same figures typed; refusals leave it as it is.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
set -- --structures "$work/RS.spine.dcm" --dose "$work/RD.spine.dcm" --plan "$work/RP.spine.dcm"
case_with '"id": "T10", "levels": ["T10"], "gtv_dmin": {"value": 14, "unit": "Gy"}' >"$work/case.json"
run dose findings "$@" --tumour GTV --cord SpinalCord --into "$work/case.json"
expect_code 0
expect_err 'lesions/0/gtv_dmin: the readings disagree (14 Gy; '
python3 - "$work/case.json" "$work/out" "$work/typed.json" <<'END' || complain "the doses are not those measured"
import json, sys
case, found = (json.load(open(p)) for p in sys.argv[1:3])
lesion = case["lesions"][0]
typed, measured = lesion["gtv_dmin"]["readings"]
assert typed == {"value": 14, "unit": "Gy"} and abs(measured["value"] - found["gtv_dmin"]["value"]) < 0.01
assert abs(lesion["cord_dmax"]["value"] - 13.17) < 0.07 and lesion["cord_dmax"]["uncertainty"] > 0
assert lesion["planned_dose_per_fraction"]["value"] == 24
assert "RT Dose " in measured["source"]["image"] and measured["source"]["software"].startswith("noms ")
for name in ("gtv_dmin", "cord_dmax", "planned_dose_per_fraction"):  # the same without sources
    value = lesion[name]["readings"] if "readings" in lesion[name] else [lesion[name]]
    lesion[name] = {"readings": [{k: v for k, v in r.items() if k != "source"} for r in value]}
json.dump(case, open(sys.argv[3], "w"))
END
for case in case typed; do
  run assess --format json "$work/$case.json"
  expect_code 0
  expect_out '"C-DMIN"' '"C-VCF"'
  cp "$work/out" "$work/$case.assessment"
done
expect_same "$work/case.assessment" "$work/typed.assessment"

# The cord over its limit, the lowest tumour dose on both sides of 15 Gy: sure, or possible.
caution() { # LESION ROW: certain, possible or none
  case_with "$1" >"$work/c.json"
  run assess --format json "$work/c.json"
  python3 - "$work/out" "$2" <<'END'
import json, sys
found = [c for c in json.load(open(sys.argv[1]))["lesions"][0]["cautions"] if c["row"] == sys.argv[2]]
print("none" if not found else "certain" if found[0].get("certain", True) else "possible")
END
}
[ "$(caution '"cord_dmax": {"value": 14.2, "unit": "Gy"}' C-CORD)" = certain ] || complain "14.2 Gy at the cord"
[ "$(caution '"cord_dmax": {"value": 14.2, "unit": "Gy", "uncertainty": 0.3}' C-CORD)" = possible ] || complain "14.2 +- 0.3 Gy"
[ "$(caution '"cord_dmax": {"value": 13.2, "unit": "Gy", "uncertainty": 0.3}' C-CORD)" = none ] || complain "13.2 Gy at the cord"
[ "$(caution '"gtv_dmin": {"value": 1520, "unit": "cGy"}' C-DMIN)" = none ] || complain "15.2 Gy in the tumour"
[ "$(caution '"id": "x"' C-DMIN)" = none ] || complain "no dose recorded"

# The gap from contours; earlier courses once, and not against what the case says.
case_with '"id": "T10"' >"$work/case.json"
run dose feasible --structures "$work/RS.spine.dcm" --tumour GTV --cord SpinalCord --into "$work/case.json"
expect_code 0
expect_true grep -q tumour_cord_gap "$work/case.json"
for _ in 1 2; do
  run dose sum "$@" --structure SpinalCord --prior 10x3@14 --into "$work/case.json"
  expect_code 0
done
python3 - "$work/case.json" <<'END' || complain "the earlier course is not there once"
import json, sys
courses = json.load(open(sys.argv[1]))["lesions"][0]["prior_radiation"]
assert courses == [{"dose": {"value": 30, "unit": "Gy"}, "fractions": 10, "interval": {"value": 14, "unit": "mo"}}]
END
case_with '"prior_radiation": []' >"$work/none.json"
run dose sum "$@" --structure SpinalCord --prior 10x3@14 --into "$work/none.json" --errors json
expect_code 3
expect_err '"code":"contradiction"' '/lesions/0/prior_radiation'

cp "$work/case.json" "$work/before.json"
run dose dvh "$@" --into "$work/case.json" --errors json
expect_code 3
expect_err '"code":"missing_field"' '"where":"--tumour"'
run dose dvh "$@" --tumour Nothing --into "$work/case.json" --errors json
expect_code 2
expect_err '"where":"--tumour"'
run dose findings "$@" --cord SpinalCord --into "$work/absent.json" --errors json
expect_code 7
expect_err '"code":"io"'
expect_same "$work/case.json" "$work/before.json"
run dose dvh "$@" --structure SpinalCord --cord SpinalCord --into "$work/case.json"
expect_code 0
expect_true grep -q cord_dmax "$work/case.json"
finish
