# --format json gives range, categories, items and versions.
. "$(dirname "$0")/../expect.sh"
run sins --format json T10 pain=mechanical
expect_code 0
expect_out '"noms_sins": 1' '"lowest": 4' '"highest": 16' '"component": "pain"' '"knowledge_sha256"'
python3 -m json.tool "$work/out" >/dev/null || complain "no JSON"
finish
