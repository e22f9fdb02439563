# A row that can never fire is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_unreachable decision/urgency.table.md 's/^(\| )U4 (.*)$/&\n\1U9 \2/'
finish
