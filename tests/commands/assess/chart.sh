# The text for a chart starts with what is missing, in both languages, and every word of it comes from the knowledge.
. "$(dirname "$0")/../expect.sh"
for language in en es; do
  for sample in "$samples"/*.json; do
    run assess --format chart --language "$language" "$sample"
    expect_code 0
    expect_no_err
    expect_not_in_out 'fact.' 'value.' 'chart.' 'summary.'
    [ "$language" = en ] || expect_not_in_out 'Urgency' 'Female' 'Missing' 'Separation surgery' 'not a certified'
  done
done
run assess --format chart "$samples/night-incomplete.json"
expect_true [ "$(sed -n 4p "$work/out" | cut -c1-8)" = "Missing," ]
run assess --format chart --language es "$samples/figure-3-t10-nsclc.json"
expect_out '83 años, Mujer, Carcinoma de pulmón no microcítico' 'Nada de lo que falta cambiaría el tratamiento.' \
  '- Cirugía de separación con estabilización, después radiocirugía estereotáctica (T07, T09)' 'SINS: 4–16/18, pendiente'
finish
