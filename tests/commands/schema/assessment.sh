# The schema of an assessment is JSON and names the parts.
. "$(dirname "$0")/../expect.sh"
run schema assessment
expect_code 0
expect_out 'https://json-schema.org/draft/2020-12/schema' 'recommendation'
python3 -m json.tool "$work/out" >/dev/null || complain "no JSON"
finish
