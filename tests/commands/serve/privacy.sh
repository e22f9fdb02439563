# A patient's name, wherever it is sent, is in no log line, no error answer and no metric.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
serve
mark=Zebra7Secret
json='Content-Type: application/json'
printf '{"noms_case": 1, "id": "%s", "lesions": [{}]}' "$mark" >"$work/case.json"
ask 200 -H "$json" --data-binary "@$work/case.json" "$url/v1/assess"
expect_out "$mark"
for bad in "{\"$mark Smith\": 1}" "$mark" "{\"noms_case\": 1, \"id\": \"$mark\", \"lesions\": [{\"escc\": \"$mark\"}]}" "[\"$mark\"]" ; do
  for path in assess explain report score/all; do
    ask "$(case "$bad" in Z*) echo 400 ;; *) echo 422 ;; esac)" -H "$json" --data-binary "$bad" "$url/v1/$path"
    expect_not_in_out "$mark"
  done
done
ask 404 "$url/$mark"
expect_not_in_out "$mark"
ask 404 "$url/v1/knowledge/$mark"
expect_not_in_out "$mark"
ask 404 -H "$json" --data-binary "@$work/case.json" "$url/v1/score/$mark"
expect_not_in_out "$mark"
ask 400 -H "$json" --data-binary "@$work/case.json" "$url/v1/assess?patient=$mark"
expect_not_in_out "$mark"
ask 400 -H "$json" --data-binary "@$work/case.json" "$url/v1/assess?format=$mark"
expect_not_in_out "$mark"
ask 405 -X "$mark" "$url/health"
expect_not_in_out "$mark"
ask 415 -H "Content-Type: $mark" --data-binary "@$work/case.json" "$url/v1/assess"
expect_not_in_out "$mark"
ask 421 -H "Host: $mark" "$url/health"
expect_not_in_out "$mark"
ask 403 -H "Origin: http://$mark" "$url/health"
expect_not_in_out "$mark"
ask 200 -A "$mark" -e "http://$mark/" -b "$mark=$mark" -H "Authorization: Bearer $mark" -H "$mark: $mark" "$url/health"
raw 400 "$mark $mark $mark\r\n\r\n"
ask 200 "$url/metrics"
expect_not_in_out "$mark"
stop_server
expect_code 0
called="the log"
cp "$work/log" "$work/out"
expect_not_in_out "$mark"
expect_out ' POST /v1/assess 200 ' ' GET /v1/knowledge/{table} 404 ' ' POST /v1/score/{name} 404 ' ' - - 405 '
expect_true [ "$(wc -l <"$work/log")" -ge 30 ]
finish
