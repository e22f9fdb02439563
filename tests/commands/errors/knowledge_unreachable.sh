# A row that no patient reaches is refused, with the conditions that exclude each other.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_unreachable case/contradictions.table.md '/^\| X-FRANKEL-MYELOPATHY /i | X-NEVER | fitness_surgery = not_tolerated | yes | Nobody. |'
expect_err 'no patient reaches the row S01-UNFIT: none has tolerates_surgery = no'
finish
