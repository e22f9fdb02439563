# A case that gives another result than it states is refused.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_case decision/urgency.cases.csv 's/,U2,urgent/,U2,elective/'
finish
