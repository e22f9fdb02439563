# The page names the case, the recommendation, the rows and the reasons.
. "$(dirname "$0")/../expect.sh"
run assess "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_err
expect_out 'figure-3-t10-nsclc' 'Separation surgery with stabilization, then stereotactic radiosurgery' T07 T09 'edition 2023' sha256
finish
