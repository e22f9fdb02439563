# A run over a table that is stopped ends with a whole case and says which; --skip goes on, and both parts are the whole.
. "$(dirname "$0")/../expect.sh"
set -m
{
  echo 'id,lesion/levels,lesion/escc,patient/age [a]'
  for i in $(seq 2500); do printf '%s,T%d,2|3,60\n%s,L1,0,\n' "$i" $((i % 12 + 1)) "$i"; done
} >"$work/cohort.csv"
"$NOMS" assess --bulk --from csv --format brief "$work/cohort.csv" >"$work/whole"
called="noms assess --bulk --from csv"
expect_true [ "$(wc -l <"$work/whole")" -eq 2500 ]
mkfifo "$work/fifo"
{ cat "$work/cohort.csv"; sleep 30; } >"$work/fifo" &
writer=$!
"$NOMS" assess --bulk --from csv --format brief - <"$work/fifo" >"$work/out" 2>"$work/err" &
program=$!
for i in $(seq 100); do [ -s "$work/out" ] && break; sleep 0.1; done
kill -INT "$program"
wait "$program"
code=$?
called="kill -INT"
kill -- "-$writer"
expect_code 130
done_cases=$(sed -n 's/.*stopped after case \([0-9]*\);.*/\1/p' "$work/err")
expect_true [ "$(wc -l <"$work/out")" -eq "$done_cases" ]
"$NOMS" assess --bulk --from csv --format brief --skip "$done_cases" "$work/cohort.csv" >>"$work/out"
expect_same "$work/out" "$work/whole"
finish
