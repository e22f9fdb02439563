# --bulk --from csv: the samples as a table give the same bytes as the samples as lines, in every form and dialect.
. "$(dirname "$0")/../expect.sh"
for case in "$samples"/*.json; do
  python3 -c 'import json, sys
print(json.dumps(json.load(open(sys.argv[1]))))' "$case"
done >"$work/cohort.ndjson"
python3 "$NOMS_SOURCE/tests/cohort/cases_as_table.py" "$NOMS" "$samples"/*.json >"$work/cohort.csv"
for form in json brief csv; do
  run assess --bulk --format "$form" "$work/cohort.ndjson"
  expect_code 0
  cp "$work/out" "$work/lines.$form"
  run assess --bulk --from csv --format "$form" "$work/cohort.csv"
  expect_code 0
  expect_no_err
  expect_same "$work/out" "$work/lines.$form"
done

# The same table as other programs write it; what is not a comma is said.
python3 - "$work" <<'PYTHON'
import csv, random, sys
work = sys.argv[1]
rows = list(csv.reader(open(f"{work}/cohort.csv", newline="")))
def write(name, rows, encoding="utf-8", **how):
    with open(f"{work}/{name}.csv", "w", newline="", encoding=encoding) as file:
        csv.writer(file, **how).writerows(rows)
write("semicolon", rows, delimiter=";")
write("tab", rows, delimiter="\t", lineterminator="\n")
write("marked", rows, encoding="utf-8-sig", quoting=csv.QUOTE_ALL)
order = list(range(len(rows[0])))
random.Random(1).shuffle(order)
write("shuffled", [[row[i] for i in order] for row in rows], lineterminator="\n")
write("upper", [[cell.upper() if cell in ("true", "false") else cell for cell in row] for row in rows])
write("empty", [row for one in rows for row in (one, [""] * len(one), [])])
used = [i for i in order if any(row[i] for row in rows[1:])]
write("used", [[" " + row[i] + " " for i in used] for row in rows])
id = rows[0].index("id")
of_lesion = [name.startswith("lesion/") for name in rows[0]]
full, patient = [rows[0]], {}
for row in rows[1:]:
    first = patient.setdefault(row[id], row)
    full.append([cell if lesion else first[i] for i, (cell, lesion) in enumerate(zip(row, of_lesion))])
write("repeated", full)
PYTHON
for dialect in semicolon tab marked shuffled upper empty used repeated; do
  run assess --bulk --from csv --format brief "$work/$dialect.csv"
  expect_code 0
  expect_same "$work/out" "$work/lines.brief"
  case $dialect in
    semicolon) expect_err 'columns are separated by a semicolon, as in the header' ;;
    tab) expect_err 'columns are separated by a tab, as in the header' ;;
    empty) expect_err 'rows without any text were passed over: ' ;;
    *) expect_no_err ;;
  esac
done
truncate -s -2 "$work/cohort.csv"  # no line end behind the last row
input="$work/cohort.csv"
run assess --bulk --from csv --format brief -
expect_code 0
expect_same "$work/out" "$work/lines.brief"
finish
