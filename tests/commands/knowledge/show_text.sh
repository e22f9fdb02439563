# For a terminal: columns stand under their heads, no line is wider than the terminal, sentences below their row.
. "$(dirname "$0")/../expect.sh"
for table in treatment_2023 urgency vetoes safety sins evidence tg_101 facts; do
  run knowledge show "$table"
  expect_code 0
  expect_no_err
  expect_true [ "$(wc -L <"$work/out")" -le 80 ]
done
run knowledge show urgency
expect_out 'title: Urgency' 'row  deficit  escc_group  stability  -> urgency  mark  evidence' 'U1   present  -           -          emergent' \
  '    A deficit is present: function may be lost quickly, and the decision usually'
expect_not_in_out 'Hay déficit' text_es
run knowledge show urgency --language es
expect_out 'title: Urgencia' 'U1   present' 'Hay déficit'
expect_not_in_out 'A deficit is present'
run knowledge show
expect_code 0
expect_out 'id: treatment_2013' 'id: wording' 'id: tg_101'
finish
