# SIGTERM and SIGINT under load: what was begun is answered whole, the exit code is 0, the port is free for the next at once.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
set -m
python3 -c 'import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))' "$samples/three-lesions.json" >"$work/line"
for i in $(seq 5); do cat "$work/line"; done >"$work/cases"
run assess --bulk "$work/cases"
cp "$work/out" "$work/expected"
for signal in TERM INT; do
  serve
  # One long answer, clients that ask without pause, one that keeps a connection open and says nothing.
  curl "${curl_words[@]}" -H 'Content-Type: application/x-ndjson' --data-binary "@$work/cases" --output "$work/lines" "$url/v1/assess" 2>"$work/curl" &
  long=$!
  for client in 1 2; do
    (for _ in $(seq 500); do
      curl "${curl_words[@]}" --output "$work/answer.$client" -H 'Content-Type: application/json' --data-binary "@$samples/three-lesions.json" "$url/v1/assess" 2>/dev/null || break
    done) &
  done
  exec 8<>"/dev/tcp/127.0.0.1/$port"
  lines_began() { [ -s "$work/lines" ]; }
  wait_for 30 lines_began
  stop_server "$signal"
  expect_code 0
  exec 8>&-
  wait "$long"
  long_code=$?
  called="the long answer at SIG$signal"
  expect_true [ "$long_code" -eq 0 ]
  expect_same "$work/expected" "$work/lines"
  expect_true grep -q 'noms serve: stopped' "$work/log"
  wait
  rm -f "$work/lines"
  wanted_port=$port
done
# The port of a running server is refused with 7.
wanted_port=0
serve
run serve --port "$port"
expect_code 7
expect_err '--port'
stop_server
expect_code 0
finish
