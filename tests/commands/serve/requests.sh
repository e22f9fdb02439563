# Every request of requests.txt, right or malformed, gets its status over a socket, and the server goes on.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
serve
count=0
while IFS= read -r line; do
  case "$line" in '' | '#'*) continue ;; esac
  raw "${line%% *}" "${line#* }"
  count=$((count + 1))
done <"$(dirname "$0")/requests.txt"
expect_true [ "$count" -gt 150 ]
ask 200 "$url/health"
stop_server
expect_code 0
expect_true [ "$(grep -c '^2.* [0-9]* [0-9]* [0-9]*$' "$work/log")" -gt "$count" ]
finish
