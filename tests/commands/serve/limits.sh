# Bodies, time and connections have limits: 413, 408, a closed idle connection, 503 with Retry-After. 1,000 slow clients stop nobody.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
serve --connections 1200 --timeout 6 --idle 3
head -c 8388609 /dev/zero | tr '\0' ' ' >"$work/large"
ask 413 -H 'Content-Type: application/json' --data-binary "@$work/large" "$url/v1/assess"
expect_out '"title": "Content Too Large"'
ask 413 -H 'Content-Type: application/json' -H 'Transfer-Encoding: chunked' --data-binary "@$work/large" "$url/v1/assess"

# Fields that never end, a body that never ends: 408 from the server, however often a byte comes.
slow() { # STATUS BYTES
  called="slow: $2"
  exec 8<>"/dev/tcp/127.0.0.1/$port"
  printf '%b' "$2" >&8
  { for _ in $(seq 60); do sleep 0.25 && printf 'a'; done; } >&8 2>/dev/null &
  trickle=$!
  status=
  IFS=$' \r' read -r -t 20 -u 8 _ status _
  kill "$trickle" && wait "$trickle"
  exec 8>&-
  [ "${status:-none}" = "$1" ] || complain "status ${status:-none}, not $1"
}
slow 408 'GET /health HTTP/1.1\r\nHost: localhost\r\nX: '
slow 408 'POST /v1/assess HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{'

# A connection that says nothing is closed without a word.
called="idle connection"
exec 8<>"/dev/tcp/127.0.0.1/$port"
read -r -t 10 -u 8 word
expect_true [ $? -eq 1 ]
exec 8>&-

# 1,000 clients that send a byte now and then; a healthy one is answered all the while.
ulimit -n 4096 2>/dev/null; python3 - "$port" "$work/stop" <<'SLOW' &
import os, socket, sys, time
port, stop = int(sys.argv[1]), sys.argv[2]
held = []
def fill():
    while len(held) < 1000:
        s = socket.create_connection(("127.0.0.1", port))
        s.setblocking(False)
        s.send(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: ")
        held.append(s)
while not os.path.exists(stop):
    fill()
    for s in held[:]:
        try:
            s.send(b"a")
        except OSError:
            held.remove(s)
    open(stop + ".ready", "w").close()
    time.sleep(0.3)
SLOW
slow_clients=$!
wait_for 60 test -e "$work/stop.ready"
slowest=0
for _ in $(seq 20); do
  ask 200 -H 'Content-Type: application/json' --data-binary "@$samples/night-incomplete.json" "$url/v1/assess"
done
for _ in $(seq 20); do
  took=$(curl "${curl_words[@]}" --output "$work/out" --write-out '%{http_code} %{time_total}' "$url/ready")
  [ "${took% *}" = 200 ] || complain "status ${took% *} among slow clients"
  slowest=$(printf '%s\n%s\n' "$slowest" "${took#* }" | sort -g | tail -n 1)
done
called="a healthy client among 1,000 slow ones took $slowest s"
expect_true [ "$(printf '%s\n3\n' "$slowest" | sort -g | head -n 1)" = "$slowest" ]
ask 200 "$url/metrics"
expect_true [ "$(sed -n 's/^noms_connections //p' "$work/out")" -ge 500 ]
touch "$work/stop"
wait "$slow_clients"
stop_server
expect_code 0

# More connections than the limit: 503 at once; when one goes, there is room again.
serve --connections 2
exec 7<>"/dev/tcp/127.0.0.1/$port" 8<>"/dev/tcp/127.0.0.1/$port"
sleep 0.3
ask 503 "$url/health"
expect_head 'Retry-After: 1' 'Connection: close'
expect_out '"status": 503'
exec 7>&- 8>&-
healthy() { [ "$(curl "${curl_words[@]}" --output "$work/out" --write-out '%{http_code}' "$url/metrics")" = 200 ]; }
wait_for 10 healthy
expect_out 'noms_connections_rejected_total 1'
stop_server
expect_code 0
finish
