# docs/cohort.md names every member of a mapping that the program knows.
. "$(dirname "$0")/../expect.sh"
echo '{"noms_mapping": 1, "x_x_x_x_x": 1, "columns": [{"column": "a", "field": "lesion/escc", "x_x_x_x_x": 1}, {"checkboxes": "c", "x_x_x_x_x": 1, "field": "lesion/levels", "values": {"1": "T1"}}], "lesions": {"column": "a", "is": "1", "x_x_x_x_x": 1}}' >"$work/map.json"
echo 'a' >"$work/t.csv"
run assess --bulk --from csv --mapping "$work/map.json" "$work/t.csv"
expect_code 3
names=$(sed -n 's/.*known here: //p' "$work/err" | tr ',' '\n' | tr -d ' ' | sort -u)
expect_true [ "$(echo "$names" | wc -l)" -ge 16 ]
for name in $names; do
  grep -qE "\`$name\`|\"$name\"" "$NOMS_SOURCE/docs/cohort.md" || complain "docs/cohort.md does not say what $name is"
done
finish
