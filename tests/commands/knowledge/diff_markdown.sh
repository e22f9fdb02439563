# As Markdown: a table of regions, one of rules, one of cells; no bar breaks a row.
. "$(dirname "$0")/../expect.sh"
run knowledge diff --format markdown 2013 2023
expect_code 0
expect_no_err
expect_out '## Treatment, edition 2013 => Treatment, edition 2023' '| Findings | Combinations | 2013 | Rows | 2023 | Rows | Evidence |' \
  '| alternatives | A-O13 | added |' '| T05 | changed | tumour | exquisite, moderate | exquisite |'
expect_true [ "$(awk -F'[^\\\\][|]' '/^## Treatment/{t=1} /^## Rows/{t=0} t && /^[|]/{print NF}' "$work/out" | sort -u | wc -l)" -eq 1 ]
finish
