# SIGINT and SIGTERM end the program with 130 and 143.
. "$(dirname "$0")/../expect.sh"
set -m
mkfifo "$work/fifo"
for pair in INT:130 TERM:143; do
  sleep 30 >"$work/fifo" &
  writer=$!
  "$NOMS" assess - <"$work/fifo" >"$work/out" 2>"$work/err" &
  program=$!
  started "$program"
  sleep 0.5
  kill "-${pair%:*}" "$program"
  wait "$program"
  code=$?
  called="kill -${pair%:*}"
  kill "$writer"
  expect_code "${pair#*:}"
  expect_no_out
done
finish
