# Measured doses as fields of a lesion, with method and source.
. "$(dirname "$0")/../expect.sh"
run dose phantom spine --to "$work"
run dose findings --structures "$work/RS.spine.dcm" --dose "$work/RD.spine.dcm" --plan "$work/RP.spine.dcm" --tumour GTV --cord SpinalCord
expect_code 0
python3 - "$work/out" <<'END' || complain "the findings differ"
import json, sys
answer = json.load(open(sys.argv[1]))
assert answer["planned_dose_per_fraction"]["value"] == 24
assert abs(answer["cord_dmax"]["value"] - 13.17) < 0.07
assert all(f["unit"] == "Gy" and f["source"]["image"] and f["source"]["method"] for f in answer.values())
END
finish
