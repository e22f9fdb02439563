# --bulk in brief, as decisions and as a table: the same answers, a bad line in its place and in no other.
. "$(dirname "$0")/../expect.sh"
for case in "$samples"/*.json; do
  python3 -c 'import json, sys
print(json.dumps(json.load(open(sys.argv[1]))))' "$case"
done >"$work/few.ndjson"
{ cat "$work/few.ndjson"; echo '{"noms_case": 1, "lesions": [{"escc": "secret"}]}'; echo '{"noms_case": 1}'; } >"$work/cohort.ndjson"
good=$(wc -l <"$work/few.ndjson")

run assess --format brief "$samples"/*.json
cp "$work/out" "$work/single"
run assess --bulk --format brief "$work/cohort.ndjson"
expect_code 3
head -n "$good" "$work/out" >"$work/brief"
expect_same "$work/brief" "$work/single"
expect_out "\"noms_error\":1,\"line\":$((good + 1))"
run assess --format json "$samples"/*.json
cp "$work/out" "$work/whole"
python3 - "$work/out" "$work/single" <<'PYTHON'
import json, sys
whole, brief = ([json.loads(line) for line in open(path)] for path in sys.argv[1:])
assert len(whole) == len(brief)
for a, b in zip(whole, brief):
    for x, y in zip(a["lesions"], b["lesions"], strict=True):
        flat = {**x, **x["neurologic"], **x["oncologic"], **x["mechanical"], **x["systemic"], **x["recommendation"]}
        for key in ("lesion", "urgency", "escc", "escc_group", "determined", "stability", "tumour", "deficit", "tolerates_surgery"):
            assert flat[key] == y[key], key
        assert (flat["sins"]["lowest"], flat["sins"]["highest"]) == (y["sins_lowest"], y["sins_highest"])
        assert [o["rows"] for o in flat["options"]] == [o["rows"] for o in y["options"]]
        assert [c["row"] + ("" if c["certain"] else "?") for c in x["cautions"]] == y["cautions"]
        assert [m["fact"] for m in x["missing"]] == y["missing"]
PYTHON
expect_true [ $? -eq 0 ]

run assess --format decision "$samples"/*.json
cp "$work/out" "$work/single"
run assess --bulk --format decision "$work/cohort.ndjson"
expect_code 3
expect_not_in_out secret
head -n "$good" "$work/out" >"$work/decision"
expect_same "$work/decision" "$work/single"
expect_out "\"noms_error\":1,\"line\":$((good + 1))"
python3 - "$work/whole" "$work/single" <<'PYTHON'
import json, sys
whole, decision = ([json.loads(line) for line in open(path)] for path in sys.argv[1:])
for a, b in zip(whole, decision, strict=True):
    assert a.pop("prognosis") and a.pop("plan") is not None
    assert list(a) == list(b) and a == b
PYTHON
expect_true [ $? -eq 0 ]

run assess --format csv "$samples"/*.json
cp "$work/out" "$work/single.csv"
run assess --bulk --format csv "$work/cohort.ndjson"
expect_code 3
expect_not_in_out secret
python3 - "$work/out" "$work/single.csv" "$good" "$work/whole" <<'PYTHON'
import csv, json, sys
bulk, single = (list(csv.reader(open(path, newline=""))) for path in sys.argv[1:3])
good = int(sys.argv[3])
assert bulk[0] == ["line"] + single[0] + ["error"]
rows = [row for row in bulk[1:] if int(row[0]) <= good]
assert [row[1:-1] for row in rows] == single[1:]
assert all(len(row) == len(bulk[0]) for row in bulk)
lesions = [lesion for line in open(sys.argv[4]) for lesion in json.loads(line)["lesions"]]
for lesion, row in zip(lesions, csv.DictReader(open(sys.argv[2], newline="")), strict=True):
    for item in lesion["mechanical"]["sins"]["items"]:
        assert "|".join(item["findings"]) == row["sins_" + item["component"]], item["component"]
    assert len(lesion["mechanical"]["sins"]["items"]) == 6
bad = [row for row in bulk[1:] if row[-1]]
assert [(int(row[0]), row[-1]) for row in bad] == [(good + 1, "unknown_value /lesions/0/escc"), (good + 2, "missing_field /lesions")]
PYTHON
expect_true [ $? -eq 0 ]
finish
