# Faults of different tables and classes are told in one run, and cases of a table with a gap do not repeat it.
. "$(dirname "$0")/../expect.sh"
cp -r "$NOMS_SOURCE/knowledge" "$work/knowledge"
cd "$work/knowledge/decision" || exit 1
sed -i -E '/^\| U4 /d; /^\| U1 /s/newman-2023/newmann-2023/' urgency.table.md
sed -i -E '/^\| T05 /s/exquisite, moderate/exquisite, moderate, resistant/' treatment_2013.table.md
sed -i -E 's/,S01-FIT,yes/,S01-FIT,no/' tolerates_surgery.cases.csv
run knowledge check --errors json "$work/knowledge"
expect_code 5
expect_no_out
for code in knowledge_gap knowledge_overlap knowledge_evidence knowledge_case; do expect_err "\"code\":\"$code\""; done
expect_err tolerates_surgery.cases.csv:2
expect_not_in_err urgency.cases.csv treatment_2013.cases.csv
finish
