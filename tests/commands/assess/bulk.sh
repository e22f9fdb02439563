# --bulk answers each line in its place, the same bytes as --format json, and a bad line with an error object.
. "$(dirname "$0")/../expect.sh"
compact() { python3 -c 'import json, sys
print(json.dumps(json.load(open(sys.argv[1]))))' "$1"; }
for case in "$samples"/*.json; do compact "$case"; done >"$work/few.ndjson"
run assess --format json "$samples"/*.json
cp "$work/out" "$work/single"
run assess --bulk "$work/few.ndjson"
expect_code 0
expect_no_err
expect_same "$work/out" "$work/single"

# Enough lines for several rounds of several blocks; the last one has no line feed.
run assess --format brief "$samples"/*.json
cp "$work/out" "$work/brief"
for i in $(seq 90); do cat "$work/few.ndjson"; done >"$work/many.ndjson"
for i in $(seq 90); do cat "$work/brief"; done >"$work/many.expected"
truncate -s -1 "$work/many.ndjson"
input="$work/many.ndjson"
run assess --bulk --format brief -
expect_code 0
expect_same "$work/out" "$work/many.expected"
input=/dev/null

# Bad lines: no JSON, an unknown value, an empty line, one above the limit of a case.
{
  sed -n 1p "$work/few.ndjson"
  echo '{"secret name'
  echo '{"noms_case": 1, "lesions": [{"escc": "9"}]}'
  echo
  head -c 9000000 /dev/zero | tr '\0' ' '
  echo
  sed -n 2p "$work/few.ndjson"
} >"$work/bad.ndjson"
run assess --bulk "$work/bad.ndjson"
expect_code 3
expect_true [ "$(wc -l <"$work/out")" -eq 6 ]
expect_true [ "$(sed -n 1p "$work/out")" = "$(sed -n 1p "$work/single")" ]
expect_true [ "$(sed -n 6p "$work/out")" = "$(sed -n 2p "$work/single")" ]
expect_out '"noms_error":1,"line":2,"errors":[{"code":"invalid_json"' '"line":3,' '"where":"/lesions/0/escc"' '"line":4,' '"line":5,"errors":[{"code":"too_large"'
expect_err 'bad.ndjson:2: ' 'bad.ndjson:3: /lesions/0/escc: ' 'bad.ndjson:4: ' 'bad.ndjson:5: '
expect_not_in_out 'secret'
expect_not_in_err 'secret'

: >"$work/empty.ndjson"
run assess --bulk "$work/empty.ndjson"
expect_code 0
expect_no_out
run assess --bulk "$work/nowhere.ndjson"
expect_code 7
run assess --bulk "$work"
expect_code 7
run assess --bulk --format html "$work/few.ndjson"
expect_code 2
expect_err '--format'
run assess --bulk --skip many "$work/few.ndjson"
expect_code 2
expect_err '--skip'
run assess --bulk "$work/few.ndjson" "$work/few.ndjson"
expect_code 2
finish
