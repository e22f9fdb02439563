# A table row with a cell too few is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_syntax scores/sins.table.md 's/^\| pain +\| none +\| 0 +\|/| pain | none |/'
finish
