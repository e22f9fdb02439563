# A table as its source is printed byte for byte; its cases and the evidence too.
. "$(dirname "$0")/../expect.sh"
run knowledge show treatment_2023 --format source
expect_code 0
expect_same "$work/out" "$NOMS_SOURCE/knowledge/decision/treatment_2023.table.md"
run knowledge show evidence --format source
expect_same "$work/out" "$NOMS_SOURCE/knowledge/evidence.csv"
run knowledge show sins.cases --format source
expect_same "$work/out" "$NOMS_SOURCE/knowledge/scores/sins.cases.csv"
finish
