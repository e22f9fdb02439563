# A combination that fits two rows is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_overlap decision/urgency.table.md '/^\| U2 /s/absent/-     /'
finish
