# Two folders differ by the changed cell and by the answers it changes.
. "$(dirname "$0")/../expect.sh"
cp -r "$NOMS_SOURCE/knowledge" "$work/changed"
sed -i -E '/^\| U3 /s/urgent  /elective/' "$work/changed/decision/urgency.table.md"
sed -i -E 's/,U3,urgent/,U3,elective/' "$work/changed/decision/urgency.cases.csv"
run knowledge diff "$NOMS_SOURCE/knowledge" "$work/changed"
expect_code 0
expect_out '1 of 8 combinations differ' 'Stability: Unstable' '2023 of A' '2023 of B' '~ U3' '-> urgency: urgent => elective'
finish
