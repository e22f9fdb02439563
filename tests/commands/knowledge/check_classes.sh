# Every class of fault in a spoiled copy of a table: code, place, and the smallest example in codes and clinical words.
. "$(dirname "$0")/../expect.sh"

# class CODE PLACE TEXT: the copy in $work/knowledge is refused so.
class() {
  run knowledge check --errors json "$work/knowledge"
  expect_code 5
  expect_no_out
  grep -qF -e "$3" <(grep -F "{\"code\":\"$1\",\"file\":\"$work/knowledge\",\"where\":\"$2\"" "$work/err") ||
    complain "no $1 at $2 with '$3'"
}
fresh() { rm -rf "$work/knowledge"; cp -r "$NOMS_SOURCE/knowledge" "$work/knowledge"; }
edit() { sed -i -E "$2" "$work/knowledge/$1"; ! cmp -s "$work/knowledge/$1" "$NOMS_SOURCE/knowledge/$1" || complain "the edit of $1 changes nothing"; }
add() { echo "$2" >>"$work/knowledge/$1"; }

# A gap: one combination, then one of which an input does not matter.
fresh; edit decision/urgency.table.md '/^\| U4 /d'
class knowledge_gap decision/urgency.table.md:16 'no row fits deficit = absent, escc_group = low, stability = stable (1 combination: Neurological deficit: Absent; Epidural compression: Low-grade; Stability: Stable)'
fresh; edit decision/urgency.table.md '/^\| U2 /d'
class knowledge_gap decision/urgency.table.md:16 'no row fits deficit = absent, escc_group = high (2 combinations: Neurological deficit: Absent; Epidural compression: High-grade); nearest is the row U1, which asks for deficit = present'
fresh; edit scores/sins.table.md '/^\| unstable +\| 13/s/13/14/'
class knowledge_gap scores/sins.table.md 'the total 13 falls in no category'

# An overlap of two rows that answer differently, then the same.
fresh; edit decision/treatment_2013.table.md '/^\| T05 /s/exquisite, moderate/exquisite, moderate, resistant/'
class knowledge_overlap decision/treatment_2013.table.md:22 'the rows T05 and T07 both fit escc_group = high, tumour = resistant, stability = stable, tolerates_surgery = yes (2 combinations: Epidural compression: High-grade; Response to conventional radiation: Resistant; Stability: Stable; Could tolerate surgery: Yes) and give different answers'
class knowledge_overlap decision/treatment_2013.table.md:23 'and give the same answer'
fresh; edit scores/sins.table.md '/^\| unstable +\| 13/s/13/12/'
class knowledge_overlap scores/sins.table.md 'the total 12 falls in more than one category'

# A row that no patient reaches: conditions that exclude each other, and facts that a contradiction rules out.
fresh
add decision/cautions.table.md '| C-NEVER | escc = 1a; tumour = resistant; escc_group = high | - | - | - | E | - | Never. | Nunca. |'
add decision/cautions.cases.csv 'impossible,escc = 1a; tumour = resistant; escc_group = high,C-NEVER'
class knowledge_unreachable "decision/cautions.table.md:$(wc -l <"$work/knowledge/decision/cautions.table.md")" 'no patient fires the row C-NEVER: none has escc = 1a; escc_group = high'
fresh; edit case/contradictions.table.md '/^\| X-FRANKEL-MYELOPATHY /i | X-NEVER | fitness_surgery = not_tolerated | yes | Nobody. |'
class knowledge_unreachable decision/tolerates_surgery.table.md:16 'no patient reaches the row S01-UNFIT: none has tolerates_surgery = no'
class knowledge_unreachable decision/treatment_2013.table.md:23 'no patient reaches the row T08: none has tolerates_surgery = no'

# A row that no case uses; a case that the table answers otherwise.
fresh; edit decision/urgency.cases.csv '/,U3,/d'
class knowledge_unused decision/urgency.table.md:18 'no case uses the row U3'
fresh; edit decision/cautions.cases.csv '/,C-GAP$/d'
grep -n '^| C-GAP ' "$work/knowledge/decision/cautions.table.md" >"$work/line"
class knowledge_unused "decision/cautions.table.md:$(cut -d: -f1 "$work/line")" 'no case fires the row C-GAP'
fresh; edit decision/urgency.cases.csv 's/,U2,urgent/,U2,elective/'
class knowledge_case decision/urgency.cases.csv:6 "the case expects urgency = 'elective', the table gives 'urgent'"

# Evidence and marks.
fresh; edit decision/urgency.table.md '/^\| U1 /s/newman-2023/newmann-2023/'
class knowledge_evidence decision/urgency.table.md:16 'evidence.csv has no key newmann-2023; did you mean newman-2023?'
fresh; edit decision/urgency.table.md '/^\| U1 /s/\| S    \|/|      |/'
class knowledge_evidence decision/urgency.table.md:16 'the row has no mark'
fresh; edit decision/urgency.table.md '/^\| U1 /s/\| S    \|/| Q    |/'
class knowledge_evidence decision/urgency.table.md:16 'a mark is one of S, G, E, V, D'

# A safety row that some combination breaks.
fresh; edit decision/urgency.table.md '/^\| U3 /s/urgent/elective/'; edit decision/urgency.cases.csv '/,U3,/s/urgent/elective/; s/,U3 U4,urgent elective/,U3 U4,elective/'
class knowledge_safety decision/safety.table.md:29 'breaks the safety row SAFE-15'
finish
