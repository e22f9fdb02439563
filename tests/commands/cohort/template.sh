# cohort template prints a header that --from csv takes as it is, and a dictionary with one row for each of its columns.
. "$(dirname "$0")/../expect.sh"
run cohort template
expect_code 0
expect_no_err
expect_true [ "$(wc -l <"$work/out")" -eq 1 ]
cp "$work/out" "$work/cohort.csv"
# Every field of the table of fields has its column.
sed -n 's/^| \([a-z_]*[/a-z0-9_*]*\) *| \(text\|quantity\|choice\|integer\|boolean\|set\|levels\|histology\|list\) .*/\1/p' \
  "$NOMS_SOURCE/knowledge/case/fields.table.md" | grep -vx -e noms_case -e lesions | sed 's,^lesions/\*,lesion,; s,/\*/,/1/,' >"$work/fields"
expect_true [ "$(wc -l <"$work/fields")" -ge 70 ]
tr ',' '\n' <"$work/cohort.csv" | tr -d '\r' >"$work/columns"
while read -r field; do
  grep -qxF "$field" "$work/columns" || complain "no column $field"
done <"$work/fields"
run cohort template --dictionary
expect_code 0
python3 - "$work/out" "$work/columns" <<'PYTHON'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert [row["column"] for row in rows] == open(sys.argv[2]).read().split()
assert all(row["type"] and row["values"] and row["text"] for row in rows)
PYTHON
expect_true [ $? -eq 0 ]
run cohort template --dictionary --language es
expect_code 0
expect_out 'patient/age,quantity'
{ cat "$work/cohort.csv"; printf 'x%s\n' "$(tr -cd ',' <"$work/cohort.csv")"; } >"$work/one.csv"
run assess --bulk --from csv --format brief "$work/one.csv"
expect_code 0
expect_out '"case":"x"'
run cohort
expect_code 2
finish
