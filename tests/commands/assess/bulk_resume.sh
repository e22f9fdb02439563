# A run that is stopped ends with a whole line and says where; --skip goes on from there, and both parts are the whole.
. "$(dirname "$0")/../expect.sh"
set -m
sample=$(python3 -c 'import json, sys
print(json.dumps(json.load(open(sys.argv[1]))))' "$samples/figure-3-t10-nsclc.json")
for i in $(seq 2500); do echo "$sample"; done >"$work/cohort.ndjson"
"$NOMS" assess --bulk --format brief "$work/cohort.ndjson" >"$work/whole"
mkfifo "$work/fifo"
for pair in INT:130 TERM:143; do
  { cat "$work/cohort.ndjson"; sleep 30; } >"$work/fifo" &
  writer=$!
  "$NOMS" assess --bulk --format brief - <"$work/fifo" >"$work/out" 2>"$work/err" &
  program=$!
  for i in $(seq 100); do [ -s "$work/out" ] && break; sleep 0.1; done
  kill "-${pair%:*}" "$program"
  wait "$program"
  code=$?
  called="kill -${pair%:*}"
  kill -- "-$writer"
  expect_code "${pair#*:}"
  done_lines=$(sed -n 's/.*stopped after line \([0-9]*\);.*/\1/p' "$work/err")
  expect_true [ "$(wc -l <"$work/out")" -eq "$done_lines" ]
  "$NOMS" assess --bulk --format brief --skip "$done_lines" "$work/cohort.ndjson" >>"$work/out"
  expect_same "$work/out" "$work/whole"
done
run assess --bulk --skip 5000 "$work/cohort.ndjson"
expect_code 0
expect_no_out
finish
