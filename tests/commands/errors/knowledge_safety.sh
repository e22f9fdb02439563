# A row that breaks a safety rule is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_safety decision/urgency.table.md '/^\| U3 /s/urgent/elective/'
expect_err SAFE-15
finish
