# --require-determined exits with 4, names the lesion and still prints the assessment.
. "$(dirname "$0")/../expect.sh"
run assess --require-determined --errors json "$samples/sins-indeterminate.json"
expect_code 4
expect_out 'sins-indeterminate'
expect_err '"code":"not_determined"' '"where":"/lesions/0"'
run assess --require-determined "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_err
finish
