# Two folders differ by the answers that a change brings, and by its cells.
. "$(dirname "$0")/../expect.sh"
cp -r "$NOMS_SOURCE/knowledge" "$work/changed"
sed -i -E '/^\| T02 /s/cebrt/ssrs/' "$work/changed/decision/treatment_2013.table.md"
sed -i -E 's/,T02,stabilization,cebrt/,T02,stabilization,ssrs/' "$work/changed/decision/treatment_2013.cases.csv"
run knowledge diff "$NOMS_SOURCE/knowledge" "$work/changed"
expect_code 0
expect_no_err
expect_out '4 of 96 combinations differ' 'Stability: Unstable' '2013 of A: Stabilization, then conventional' '2013 of B: Stabilization, then stereotactic' \
  '~ T02' '-> radiation: cebrt => ssrs'
finish
