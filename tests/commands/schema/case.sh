# The schema of a case is JSON and names the fields.
. "$(dirname "$0")/../expect.sh"
run schema case
expect_code 0
expect_no_err
expect_out 'https://json-schema.org/draft/2020-12/schema' 'surgeon_stability_opinion'
python3 -m json.tool "$work/out" >/dev/null || complain "no JSON"
finish
