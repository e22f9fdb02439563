# Every fault is printed with file and line.
. "$(dirname "$0")/../expect.sh"
spoiled knowledge_value decision/urgency.table.md '/^\| U[12] /s/absent|present/presnt/'
expect_true [ "$(wc -l <"$work/err")" -ge 2 ]
finish
