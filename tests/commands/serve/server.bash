# Sourced after expect.sh by the tests of `noms serve`: starts the server and asks it.
#
#   serve WORDS...        starts noms serve on the port $wanted_port, a free one without it: $url, $port, $server (process),
#                         $work/log (standard error)
#   ask STATUS WORDS...   curl WORDS; the status, head in $work/head, body in $work/out
#   raw STATUS BYTES      sends bytes (escapes of printf %b) over a socket and reads the status
#   stop_server           SIGTERM; the exit code is in $code
trap "" PIPE  # a server that has answered may close before all is sent
curl_words=(--silent --show-error --max-time 60)
server=""
wanted_port=0
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null; rm -rf "$work"' EXIT

serve() {
  called="noms serve $*"
  rm -f "$work/port"
  "$NOMS" serve --port "$wanted_port" --port-file "$work/port" "$@" </dev/null >"$work/out" 2>"$work/log" &
  server=$!
  for _ in $(seq 300); do
    [ -s "$work/port" ] && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  port=$(cat "$work/port" 2>/dev/null)
  [ -n "$port" ] || { cat "$work/log" >&2; echo "FAILED: $called: it did not start" >&2; exit 1; }
  url="http://127.0.0.1:$port"
}

ask() {
  called="curl ${*:2}"
  : >"$work/out"
  status=$(curl "${curl_words[@]}" --dump-header "$work/head" --output "$work/out" --write-out '%{http_code}' "${@:2}" 2>"$work/err")
  [ "$status" = "$1" ] || complain "status $status, not $1"
}

expect_head() { for text in "$@"; do grep -qiF -e "$text" "$work/head" || complain "no '$text' in the head"; done; }

# wait_for SECONDS COMMAND...: until the command succeeds
wait_for() {
  for _ in $(seq $(($1 * 10))); do "${@:2}" && return 0; sleep 0.1; done
  complain "not within $1 s: ${*:2}"
}

# expanded TEXT: {A*9} is nine times A. Printed with the escapes of the text.
expanded() {
  local text=$1 unit repeated
  while [[ "$text" =~ \{(\\x..|[^\"])\*([0-9]+)\} ]]; do
    unit=${BASH_REMATCH[1]}
    printf -v repeated "%${BASH_REMATCH[2]}s" ''
    text=${text/"${BASH_REMATCH[0]}"/"${repeated// /"$unit"}"}
  done
  printf '%s' "$text"
}

raw() {
  called="bytes $2"
  : >"$work/out"
  exec 9<>"/dev/tcp/127.0.0.1/$port"
  # A server that has answered and closed may refuse the rest.
  { expanded "$2" >"$work/text"; printf '%b' "$(cat "$work/text")" >&9; } 2>"$work/err"
  IFS=$' \r' read -r -t 20 -u 9 _ status _
  exec 9>&-
  [ "${status:-none}" = "$1" ] || complain "status ${status:-none}, not $1"
}

stop_server() {
  called="SIG${1:-TERM}"
  kill "-${1:-TERM}" "$server"
  wait "$server"
  code=$?
  server=""
}
