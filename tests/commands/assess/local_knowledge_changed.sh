# A changed table changes the advice and the hash.
. "$(dirname "$0")/../expect.sh"
cp -r "$NOMS_SOURCE/knowledge" "$work/knowledge"
sed -i -E 's/^\| lymphoma( +)\| exquisite/| lymphoma\1| resistant/' "$work/knowledge/oncologic/histologies.table.md"
echo '{"noms_case": 1, "primary": {"histology": "lymphoma"}, "lesions": [{"escc": "0"}]}' >"$work/case.json"
run assess --format json "$work/case.json"
grep -o '"knowledge_sha256": "[0-9a-f]*"' "$work/out" >"$work/hash"
expect_out '"exquisite"'
run assess --format json --knowledge "$work/knowledge" "$work/case.json"
if [ "$code" -eq 0 ]; then
  expect_out '"resistant"'
  expect_not_in_out "$(cat "$work/hash")"
else
  expect_code 5
fi
finish
