# In Spanish every sentence is Spanish, in every form; codes and the order of things are those of English.
. "$(dirname "$0")/../expect.sh"
english='the|and|with|not|of|from|by|or|is|are|for|under|over|more|recorded|possible|which'
# english_words: those of the list in the output, without titles of publications, styles, marks of HTML, names of the case
english_words() {
  sed '/citations/,/<\/section>/d; /<style>/,/<\/style>/d; s/<[^>]*>/ /g; s/L6 with a class//g' "$work/out" |
    LC_ALL=C.UTF-8 grep -w -i -E "$english" | wc -l
}
for name in figure-3-t10-nsclc night-incomplete three-lesions transitional-l6 prior-radiation-t7 unknown-primary-t4-myelopathy; do
  sample=$samples/$name.json
  for form in text html chart; do
    run assess --language es --format "$form" "$sample"
    expect_code 0
    expect_true [ "$(english_words)" -eq 0 ]
    expect_not_in_out 'say.' 'ordinal.' 'fact.' 'value.'
  done
  run explain --language es "$sample"
  expect_code 0
  expect_true [ "$(english_words)" -eq 0 ]
  run score all --language es "$sample"
  expect_code 0
  expect_true [ "$(english_words)" -eq 0 ]
  run assess --format csv "$sample"
  cp "$work/out" "$work/english.csv"
  run assess --language es --format csv "$sample"
  expect_true cmp -s "$work/out" "$work/english.csv"
done
run assess --language es "$samples/figure-3-t10-nsclc.json"
expect_out 'URGENTE' 'PLAN A CONSIDERAR' 'PRONÓSTICO' 'frente a menos del 5 %'
run assess --language es --format html "$samples/figure-3-t10-nsclc.json"
expect_out '<html lang="es">' 'décima vértebra torácica' 'Razones para apartarse'
echo '{"noms_case": 1, "lesions": [{"escc": {"readings": ["2", "3"]}}]}' >"$work/readings.json"
run assess --language es "$work/readings.json"
expect_out 'las lecturas discrepan (2; 3)'
run assess --language de "$samples/figure-3-t10-nsclc.json"
expect_code 2
expect_err '--language'
finish
