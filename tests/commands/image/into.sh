# A measured grade in a case decides as the same grades typed, and as all of them one by one; typed ones stay beside it.
. "$NOMS_SOURCE/tests/commands/expect.sh"
rest='"id": "T10", "levels": ["T10"], "pain": "none", "bone_lesion": "lytic", "myelopathy": false'
measure() { run image escc --tumour "$work/s/tumour.nii.gz" --cord "$work/s/cord.nii.gz" --sac "$work/s/sac.nii.gz" "$@"; }
decision() { # CASE OUT: what is decided, without what names the case
  run assess --format json "$1"
  expect_code 0
  python3 - "$work/out" >"$2" <<'END'
import json, sys
lesion = json.load(open(sys.argv[1]))["lesions"][0]
pairs = sorted({(o["surgery"], o["radiation"]) for o in lesion["recommendation"]["options"]})
print(json.dumps([lesion["neurologic"]["escc"], lesion["neurologic"]["escc_group"], sorted(lesion["urgency"]), pairs]))
END
}
for scene in "2 11" "1c 2" "1b 7"; do
  set -- $scene
  run image phantom "$work/s" --grade "$1" --seed "$2" --pixel 0.9
  case_with "$rest" >"$work/case.json"
  measure --format json --into "$work/case.json" --into-output "$work/measured.json"
  expect_code 0
  python3 -c 'import json,sys; print("\n".join(json.load(open(sys.argv[1]))["set"]))' "$work/out" >"$work/set"
  case_with "$rest" | cmp -s - "$work/case.json" || complain "the old case was changed"
  grep -q '"sha256\|sha256 [0-9a-f]\{64\}' "$work/measured.json" || complain "no hash of the masks in the source"
  case_with "$rest, \"escc\": [$(sed 's/.*/"&"/' "$work/set" | paste -sd, -)]" >"$work/typed.json"
  decision "$work/measured.json" "$work/measured.decision"
  decision "$work/typed.json" "$work/typed.decision"
  expect_same "$work/measured.decision" "$work/typed.decision"
  : >"$work/single"
  while read -r grade; do
    case_with "$rest, \"escc\": \"$grade\"" >"$work/one.json"
    decision "$work/one.json" "$work/one"
    cat "$work/one" >>"$work/single"
  done <"$work/set"
  python3 - "$work/measured.decision" "$work/single" <<'END' || complain "the set is not the union of its grades"
import json, sys
whole = json.load(open(sys.argv[1]))
parts = [json.loads(line) for line in open(sys.argv[2])]
for i in range(4):
    united = sorted({json.dumps(v) for part in parts for v in part[i]})
    assert united == sorted(json.dumps(v) for v in whole[i]), (i, united, whole[i])
END
  cat "$work/set" >>"$work/sets"
done
[ "$(wc -l <"$work/sets")" -gt 3 ] || complain "no scene has a set of several grades"

# A typed grade that differs stays, with its source; measuring again replaces the own reading only.
case_with "$rest, \"escc\": {\"value\": \"3\", \"source\": {\"recorded_by\": \"Reader A\"}}" >"$work/case.json"
for _ in 1 2; do
  measure --into "$work/case.json"
  expect_code 0
done
python3 - "$work/case.json" <<'END' || complain "the readings are not typed, then measured"
import json, sys
readings = json.load(open(sys.argv[1]))["lesions"][0]["escc"]["readings"]
assert [r["source"]["recorded_by"] for r in readings] == ["Reader A", "noms image escc"]
assert readings[0]["value"] == "3" and "3" not in readings[1]["value"]
END
run assess "$work/case.json"
expect_out 'the readings disagree (3; '
run assess --format json "$work/case.json"
expect_out '"lesions/0/escc: the readings disagree (3; ' '"3"'

# Distance and SINS parts, the lesion by number and by id.
run image distance --tumour "$work/s/tumour.nii.gz" --cord "$work/s/cord.nii.gz" --into "$work/case.json" --lesion 1
expect_code 0
run assess "$work/case.json"
expect_out 'C-GAP'
measure --errors json --into "$work/case.json" --lesion T11
expect_code 3
expect_err '"code":"unknown_value"' '"where":"--lesion"'
printf '{"noms_case": 1, "lesions": [{"id": "a"}, {"id": "b"}]}' >"$work/two.json"
cp "$work/two.json" "$work/before.json"
measure --errors json --into "$work/two.json"
expect_code 2
expect_err '"code":"usage"' '"where":"--lesion"'
printf '{"noms_case": 1, "lesions": [{"escc": "5"}]}' >"$work/wrong.json"
measure --errors json --into "$work/wrong.json"
expect_code 3
expect_err '"code":"unknown_value"' '"where":"--into /lesions/0/escc"'
run image phantom "$work/coarse" --grade 1b --pixel 1.4
run image escc --errors json --tumour "$work/coarse/tumour.nii.gz" --cord "$work/coarse/cord.nii.gz" --sac "$work/coarse/sac.nii.gz" --into "$work/two.json" --lesion b
expect_code 3
expect_err '"code":"image_geometry"' 'not assessable'
expect_same "$work/two.json" "$work/before.json"
finish
