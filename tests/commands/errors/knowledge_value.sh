# A value that does not exist is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_value decision/urgency.table.md '/^\| U1 /s/present/presnt/'
finish
