# A row that breaks a safety rule is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_safety decision/urgency.table.md '/^\| U1 /s/emergent/elective/'
finish
