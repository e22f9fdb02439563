# A slip in a score table of a folder is refused with file and line.
. "$(dirname "$0")/../expect.sh"
case_with '' >"$work/case.json"
cp -r "$NOMS_SOURCE/knowledge" "$work/knowledge"
sed -i 's/albumin >= 3.5 g\/dL/albumin >= 3.6 g\/dL/' "$work/knowledge/scores/nesms.table.md"
run score nesms --knowledge "$work/knowledge" "$work/case.json"
expect_code 5
expect_no_out
expect_err 'scores/nesms.table.md'
finish
