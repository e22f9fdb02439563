# Cases are answered as they come, before the input ends.
. "$(dirname "$0")/../expect.sh"
called="a pipe that stays open"
mkfifo "$work/pipe"
"$NOMS" knowledge diff 2013 2023 --cases - --format json <"$work/pipe" >"$work/out" 2>"$work/err" &
exec 3>"$work/pipe"
{ tr -d '\n' <"$samples/breast-t9-myelopathy.json"; echo; } >&3
for _ in $(seq 100); do [ -s "$work/out" ] && break; sleep 0.1; done
expect_out '"line":1'
expect_not_in_out noms_knowledge_diff_count
exec 3>&-
wait "$!"
expect_out '"cases":1,"lesions":1,"changed_cases":1'
finish
