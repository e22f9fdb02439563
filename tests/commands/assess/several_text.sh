# Several cases as text follow each other.
. "$(dirname "$0")/../expect.sh"
run assess "$samples/figure-2-t8-lung.json" "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_out 'case figure-2-t8-lung' 'case figure-3-t10-nsclc'
finish
