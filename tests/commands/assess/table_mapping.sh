# --mapping: an export as REDCap writes it gives the same bytes as the same cases written as lines; what is not mapped is said.
. "$(dirname "$0")/../expect.sh"
data="$NOMS_SOURCE/tests/cohort"
expect_true [ "$(python3 -c 'import csv, sys
print(sum(1 for row in csv.DictReader(open(sys.argv[1], newline=""))))' "$data/redcap.csv")" -eq 20 ]
for form in json brief csv; do
  run assess --bulk --format "$form" "$data/redcap.ndjson"
  expect_code 0
  cp "$work/out" "$work/lines"
  run assess --bulk --from csv --mapping "$data/redcap.mapping.json" --format "$form" "$data/redcap.csv"
  expect_code 0
  expect_no_err
  expect_same "$work/out" "$work/lines"
done

# A column that nobody named, and a code without a value: the first is said, the second is a fault of its case alone.
run assess --bulk --format brief "$data/redcap.ndjson"
cp "$work/out" "$work/lines"
python3 - "$data/redcap.csv" "$work/export.csv" <<'PYTHON'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
walking = rows[0].index("walking")
for row in rows[1:]:
    if row[0] == "NS-004" and row[walking]: row[walking] = "7"
rows = [rows[0] + ["staging"]] + [row + ["Zebra7Secret"] for row in rows[1:]]
csv.writer(open(sys.argv[2], "w", newline="")).writerows(rows)
PYTHON
run assess --bulk --from csv --mapping "$data/redcap.mapping.json" --format brief "$work/export.csv"
expect_code 3
expect_err 'export.csv: not in the mapping, not used: staging (column 43)' \
  'export.csv: row 12, column walking: the mapping has no value for this code; it has: 1, 2, 3'
expect_not_in_err Zebra7Secret
expect_not_in_out Zebra7Secret
expect_true [ "$(wc -l <"$work/out")" -eq 7 ]
expect_true [ "$(sed -n 4p "$work/out" | grep -c '"noms_error":1,"line":4')" -eq 1 ]
sed -i 4d "$work/out" "$work/lines"
expect_same "$work/out" "$work/lines"

# Faults of the mapping: all at once, each with its place, and nothing is assessed.
sed 's/"unit": "g\/L"/"unit": "g\/l"/; s/"1": "male"/"1": "man"/; s/"lesion\/pain"/"lesion\/pian"/' "$data/redcap.mapping.json" >"$work/map.json"
run assess --bulk --from csv --mapping "$work/map.json" "$data/redcap.csv"
expect_code 3
expect_no_out
expect_err 'map.json: /columns/1/values/1: ' 'did you mean lesion/pain?'
run assess --bulk --from csv --mapping "$work/nowhere.json" "$data/redcap.csv"
expect_code 7
finish
