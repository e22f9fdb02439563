# A key that is not in the evidence is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_evidence decision/urgency.table.md '/^\| U1 /s/newman-2023/newman-2024/'
finish
