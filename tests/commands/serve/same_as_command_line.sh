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
# All samples at once on the command line, one by one over HTTP.
all_same() { # QUERY ENDING WORDS...
  rm -rf "$work/all"
  run "${@:3}" --output "$work/all/" "${samples_of[@]}"
  expect_code 0
  for sample in "${samples_of[@]}"; do
    ask 200 -H "$case_type" --data-binary "@$sample" "$url/v1/$1"
    expect_same "$work/all/$(basename "$sample" .json)$2" "$work/out"
  done
}
all_same 'assess?format=json' .json assess --format json
all_same 'assess?format=text' .txt assess --format text
all_same report .html assess --format html
all_same 'assess?format=svg' .svg assess --format svg
all_same 'assess?format=csv' .csv assess --format csv
all_same 'assess?format=chart&language=es' .chart.txt assess --format chart --language es
all_same 'assess?format=text&language=es' .txt assess --format text --language es
all_same 'report?language=es' .html assess --format html --language es
all_same 'assess?format=brief' .brief.json assess --format brief
all_same 'assess?format=decision' .decision.json assess --format decision
for sample in "${samples_of[@]:5:3}"; do
  same "assess?format=html" assess --format html "$sample"
  same "assess?format=chart" assess --format chart "$sample"
  same "assess?edition=2013" assess --edition 2013 --format json "$sample"
  same explain explain "$sample"
  same score/all score all --format json "$sample"
done
sample=${samples_of[0]}
same "assess?format=text&plain=true" assess --plain "$sample"
same "report?format=svg" assess --format svg "$sample"
same "score/tomita?format=text" score tomita "$sample"
known() { # PATH WORDS...
  run "${@:2}"
  cp "$work/out" "$work/expected"
  ask 200 "$url/v1/$1"
  expect_same "$work/expected" "$work/out"
}
known scores score list --format json
known schemas/case schema case
known schemas/assessment schema assessment
known knowledge/treatment_2023 knowledge show treatment_2023 --format source
known knowledge/evidence knowledge show evidence --format source

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
