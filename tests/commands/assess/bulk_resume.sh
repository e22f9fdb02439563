# A run that is stopped ends with a whole line and says where; --skip goes on from there, and both parts are the whole.
. "$(dirname "$0")/../expect.sh"
set -m
sample=$(python3 -c 'import json, sys
print(json.dumps(json.load(open(sys.argv[1]))))' "$samples/figure-3-t10-nsclc.json")
for i in $(seq 2500); do echo "$sample"; done >"$work/cohort.ndjson"
"$NOMS" assess --bulk --format brief "$work/cohort.ndjson" >"$work/whole"
# Waits until the program catches SIGINT.
catches() {
  started "$1"
  for i in $(seq 200); do
    [ $((0x$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$1/status") & 2)) -ne 0 ] && break
    sleep 0.1
  done
}
for pair in INT:130 TERM:143; do
  rm -f "$work/fifo" "$work/out"
  mkfifo "$work/fifo"
  { cat "$work/cohort.ndjson"; sleep 30; } >"$work/fifo" &
  writer=$!
  "$NOMS" assess --bulk --format brief - <"$work/fifo" >"$work/out" 2>"$work/err" &
  program=$!
  catches "$program"
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
# Told to stop while it waits for the rest of a line: that line is not counted, and no fault is said of it.
mkfifo "$work/half"
{ head -n 2 "$work/cohort.ndjson"; printf '%s' "${sample:0:200}"; sleep 30; } >"$work/half" &
writer=$!
"$NOMS" assess --bulk --format brief - <"$work/half" >"$work/out" 2>"$work/err" &
program=$!
catches "$program"
sleep 1
kill -INT "$program"
wait "$program"
code=$?
called="kill -INT in a line"
kill -- "-$writer"
expect_code 130
expect_err 'stopped after line 2; --skip 2 goes on'
expect_true [ "$(grep -c noms_brief "$work/out")" -eq 2 ]
expect_true [ "$(grep -c noms_error "$work/out")" -eq 0 ]
run assess --bulk --skip 5000 "$work/cohort.ndjson"
expect_code 0
expect_no_out
finish
