# --format html is one document that stands alone.
. "$(dirname "$0")/../expect.sh"
run assess --format html "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_err
expect_out '<!doctype html>' '<svg' '</html>'
expect_not_in_out '<script' 'src="http' 'href="http' '@import'
finish
