# HTML and SVG of several cases need a folder.
. "$(dirname "$0")/../expect.sh"
for format in html svg; do
  run assess --format "$format" "$samples/figure-2-t8-lung.json" "$samples/figure-3-t10-nsclc.json"
  expect_code 2
  expect_no_out
  expect_err '--output'
done
finish
