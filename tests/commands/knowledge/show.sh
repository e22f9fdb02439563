# A table is printed as it is written; its cases and the evidence too.
. "$(dirname "$0")/../expect.sh"
run knowledge show treatment_2023
expect_code 0
expect_same "$work/out" "$NOMS_SOURCE/knowledge/decision/treatment_2023.table.md"
run knowledge show evidence
expect_same "$work/out" "$NOMS_SOURCE/knowledge/evidence.csv"
run knowledge show sins.cases
expect_same "$work/out" "$NOMS_SOURCE/knowledge/scores/sins.cases.csv"
finish
