# --format json gives one assessment that names its versions.
. "$(dirname "$0")/../expect.sh"
run assess --format json "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_err
expect_out '"noms_assessment": 1' '"case": "figure-3-t10-nsclc"' '"determined": true' '"knowledge_sha256"'
python3 -m json.tool "$work/out" >/dev/null || complain "no JSON"
finish
