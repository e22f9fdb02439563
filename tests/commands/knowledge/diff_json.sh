# As JSON: sides with the hash of the knowledge, disjoint regions whose combinations add up, rules, cells.
. "$(dirname "$0")/../expect.sh"
run knowledge diff --format json 2013 2023
expect_code 0
expect_no_err
expect_true python3 - "$work/out" <<'PY'
import itertools, json, sys
diff = json.load(open(sys.argv[1]))
(edition,) = diff["editions"]
(treatment,) = edition["answers"]
assert (edition["a"]["edition"], edition["b"]["edition"]) == ("2013", "2023") and len(edition["a"]["knowledge_sha256"]) == 64
assert treatment["table"] == "treatment" and treatment["differing"] == 16 and len(treatment["regions"]) == 8
seen = set()
for region in treatment["regions"]:
    cells = list(itertools.product(*region["findings"].values()))
    assert len(cells) == region["combinations"] and not seen & set(cells)
    assert region["before"]["values"] != region["after"]["values"] and region["before"]["rows"] and region["after"]["rows"]
    seen |= set(cells)
assert len(seen) == 16
assert {rule["change"] for rule in edition["rules"]} == {"added"} and edition["rules"][0]["row"] == "A-O13"
assert any(row["change"] == "added" and row["row"] == "O08" for row in diff["files"][0]["rows"])
PY
finish
