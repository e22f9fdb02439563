# Conditions that stand in an output column are read when the tables are loaded, each fault told once.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_value decision/alternatives.table.md '/^\| A-S05 /s/ssrs_available = no/ssrs_availabel = no/'
expect_err alternatives.table.md:
expect_true [ "$(wc -l <"$work/err")" -eq 1 ]
spoiled knowledge_value decision/cautions.table.md '/^\| C-1C /s/escc = 2/escc = 7/'
expect_err cautions.table.md:
finish
