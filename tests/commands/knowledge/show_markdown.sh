# As Markdown: the same rows as the source, in one language; it reads back as a table.
. "$(dirname "$0")/../expect.sh"
run knowledge show treatment_2023 --format markdown
expect_code 0
expect_out '# Treatment, edition 2023' '| row | escc_group | deficit | tumour | stability | tolerates_surgery | -> surgery | -> radiation | mark | evidence | text |'
expect_true [ "$(grep -c '^| [A-Z]' "$work/out")" -eq "$(grep -c '^| [A-Z]' "$NOMS_SOURCE/knowledge/decision/treatment_2023.table.md")" ]
expect_not_in_out 'Tumor radiosensible'
run knowledge show treatment_2023 --format markdown --language es
expect_out '# Tratamiento' 'Tumor radiosensible' '| low | absent |'
finish
