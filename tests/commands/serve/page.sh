# `/` gives the page with its policy, its files by hash and compressed, or says that it was not built; the document names every route.
. "$(dirname "$0")/../expect.sh"
. "$(dirname "$0")/server.bash"
serve
run page
has_page=$code
if [ "$has_page" -eq 0 ]; then
  ask 200 "$url/"
  expect_head 'Content-Security-Policy: default-src' "frame-ancestors 'none'" 'Cache-Control: no-cache' 'nosniff' 'ETag: "'
  expect_out '<!doctype html>'
  tag=$(sed -n 's/^ETag: //p' "$work/head" | tr -d '\r')
  cp "$work/out" "$work/index"
  ask 304 -H "If-None-Match: $tag" "$url/"
  files=$(grep -oE '(page|noms)-[0-9a-f]{16}\.(js|css|wasm)' "$work/index" | sort -u)
  expect_true [ "$(echo "$files" | wc -l)" -eq 3 ]
  for file in $files; do
    ask 200 -H 'Accept-Encoding: gzip' "$url/$file"
    expect_head 'Content-Encoding: gzip' 'immutable' 'Vary: Accept-Encoding'
    called="$file"
    gzip -dc <"$work/out" >"$work/unpacked"
    ask 200 "$url/$file"
    expect_same "$work/unpacked" "$work/out"
    hash=$(sha256sum "$work/out")
    case "$file" in *"${hash:0:16}"*) ;; *) complain "the name is not that of the bytes" ;; esac
  done
else
  ask 404 "$url/"
  expect_out 'built without the page' 'tools/build_page.sh'
fi
ask 200 "$url/openapi.json"
python3 - "$work/out" <<'CHECK' || complain "the document is not sound"
import json, sys
document = json.load(open(sys.argv[1]))
assert document["openapi"].startswith("3.1")
ids = [o["operationId"] for p in document["paths"].values() for o in p.values()]
assert len(ids) == len(set(ids)) >= 14
for path, item in document["paths"].items():
    for operation in item.values():
        named = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}, path
        assert "200" in operation["responses"] and "default" in operation["responses"]
CHECK
ask 200 "$url/v1/knowledge"
python3 - "$work/out" <<'CHECK' || complain "the list of tables is not sound"
import json, sys
tables = json.load(open(sys.argv[1]))["tables"]
assert any(t["table"] == "treatment_2023" and t["kind"] != "list" for t in tables)
CHECK
for table in $(python3 -c 'import json, sys; print(*[t["table"] for t in json.load(open(sys.argv[1]))["tables"]])' "$work/out"); do
  ask 200 --head "$url/v1/knowledge/$table"
done
ask 200 "$url/ready"
ask 200 "$url/metrics"
expect_out 'noms_requests_total{method="GET",route="/v1/knowledge",status="200"} 1' 'noms_requests_in_flight 1' 'noms_request_seconds_bucket'
stop_server
expect_code 0
finish
