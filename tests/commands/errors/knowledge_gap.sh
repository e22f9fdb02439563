# A combination that fits no row is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_gap decision/urgency.table.md '/^\| U4 /d'
finish
