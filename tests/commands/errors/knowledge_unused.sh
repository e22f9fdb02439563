# A row that no case uses is refused.
. "$(dirname "$0")/../expect.sh"
rm -rf "$work/knowledge"
spoiled knowledge_unused decision/urgency.cases.csv '/,U3,/d'
finish
