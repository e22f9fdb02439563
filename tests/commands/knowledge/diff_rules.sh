# Vetoes, cautions and alternatives that were added, removed or changed are named with what differs.
. "$(dirname "$0")/../expect.sh"
cp -r "$NOMS_SOURCE/knowledge" "$work/changed"
cd "$work/changed/decision" || exit 1
sed -i '/^| S-01\/local_therapy /d' vetoes.table.md
sed -i '/local_therapy/d' vetoes.cases.csv
sed -i -E '/^\| C-FIXED /s/prior_fixation = yes \| - \| - \| - \| E/prior_fixation = yes; stability = unstable | - | - | - | D/' cautions.table.md
sed -i -E 's/prior_fixation = yes/&; stability = unstable/' cautions.cases.csv
run knowledge diff "$NOMS_SOURCE/knowledge:2023" "$work/changed:2023"
expect_code 0
expect_no_err
expect_out 'vetoes: S-01/local_therapy is removed' 'cautions: C-FIXED is changed' 'mark: E => D' 'Stability: Unstable' \
  'when: Local therapy: Not reasonable'
run knowledge diff --format json "$work/changed:2023" 2023
expect_out '"row": "S-01/local_therapy"' '"change": "added"'
finish
