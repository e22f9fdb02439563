# A row that can never fire is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_unreachable decision/urgency.table.md 's/^\| U4 (.*)\| absent (.*)$/&\n| U9 \1| not absent, present \2/'
finish
