# The tables and the mapping that docs/cohort.md shows are read as it says.
. "$(dirname "$0")/../expect.sh"
example() { sed -n "/<!-- example: $1 -->/,/^\`\`\`\$/p" "$NOMS_SOURCE/docs/cohort.md" | grep -v -e '^<!--' -e '^```'; }
for name in documented mapping export; do example "$name" >"$work/$name"; expect_true [ -s "$work/$name" ]; done
run assess --bulk --from csv --format brief "$work/documented"
expect_code 0
expect_no_err
expect_true [ "$(wc -l <"$work/out")" -eq 2 ]
expect_out '"case":"A-1","lesions":[{"lesion":"T10"' '"lesion":"L1"' '"case":"A-2"'
run assess --bulk --from csv --mapping "$work/mapping" --format brief "$work/export"
expect_code 0
expect_err 'not in the mapping, not used: form_version (column 17)'
expect_true [ "$(wc -l <"$work/out")" -eq 2 ]
python3 - "$work/out" <<'PYTHON'
import json, sys
first, second = (json.loads(line) for line in open(sys.argv[1]))
assert first["case"] == "17" and [lesion["levels"] for lesion in first["lesions"]] == [["T10"], ["L1"]]
assert [lesion["escc"] for lesion in first["lesions"]] == [["3"], ["2", "3"]]
assert second["lesions"][0]["levels"] == ["T7", "T8"]
PYTHON
expect_true [ $? -eq 0 ]
finish
