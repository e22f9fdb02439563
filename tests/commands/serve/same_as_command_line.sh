# Every sample in every form: the answer has the bytes of the command line.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
serve
samples_of=("$samples"/*.json)
case_type='Content-Type: application/json'
same() { # QUERY WORDS...
  run "${@:2}"
  expect_code 0
  cp "$work/out" "$work/expected"
  ask 200 -H "$case_type" --data-binary "@$sample" "$url/v1/$1"
  expect_same "$work/expected" "$work/out"
}
for sample in "${samples_of[@]}"; do
  for format in json text html svg csv chart; do same "assess?format=$format" assess --format "$format" "$sample"; done
  same "assess?format=chart&language=es" assess --format chart --language es "$sample"
  same "assess?edition=2013" assess --edition 2013 --format json "$sample"
  same explain explain "$sample"
  same report assess --format html "$sample"
  same score/all score all --format json "$sample"
done
sample=${samples_of[0]}
same "assess?format=text&plain=true" assess --plain "$sample"
same "explain?edition=2013" explain --edition 2013 "$sample"
same "report?format=svg" assess --format svg "$sample"
same "score/tomita?format=text" score tomita "$sample"
ask 200 "$url/v1/scores"
run score list --format json
ask 200 "$url/v1/scores" && cp "$work/out" "$work/scores"
run score list --format json
expect_same "$work/scores" "$work/out"
for document in case assessment; do
  ask 200 "$url/v1/schemas/$document"
  cp "$work/out" "$work/schema"
  run schema "$document"
  expect_same "$work/schema" "$work/out"
done
for table in treatment_2023 evidence; do
  ask 200 "$url/v1/knowledge/$table"
  cp "$work/out" "$work/table"
  run knowledge show "$table"
  expect_same "$work/table" "$work/out"
done

# Lines: the bytes of --bulk, with a bad line in its place; and a body in chunks that waits for 100 Continue.
for sample in "${samples_of[@]}"; do python3 -c 'import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))' "$sample"; done >"$work/few"
{ cat "$work/few"; echo '{"secret'; echo; cat "$work/few" "$work/few"; } >"$work/cases"
run assess --bulk "$work/cases"
cp "$work/out" "$work/expected"
ask 200 -H 'Content-Type: application/x-ndjson' --data-binary "@$work/cases" "$url/v1/assess"
expect_same "$work/expected" "$work/out"
ask 200 -H 'Content-Type: application/x-ndjson' -H 'Transfer-Encoding: chunked' -H 'Expect: 100-continue' --data-binary "@$work/cases" "$url/v1/assess"
expect_same "$work/expected" "$work/out"
expect_head 'HTTP/1.1 100 Continue'
ask 200 --http1.0 -H 'Content-Type: application/x-ndjson' --data-binary "@$work/cases" "$url/v1/assess"
expect_same "$work/expected" "$work/out"
stop_server
expect_code 0
finish
