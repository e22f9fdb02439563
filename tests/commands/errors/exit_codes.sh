# The exit code of every kind of fault is the one of knowledge/errors.csv.
. "$(dirname "$0")/../expect.sh"
called="the exit codes"
: >"$work/out" >"$work/err"
while IFS=, read -r name _ status; do
  expected=$(tail -n +2 "$NOMS_SOURCE/knowledge/errors.csv" | grep "^$name," | sed 's/.*,//' | tr -d '\r')
  [ "$expected" = "$status" ] || complain "$name: $expected in the table, not $status"
done <<'TABLE'
invalid_json,,3
contradiction,,3
knowledge_gap,,5
usage,,2
not_determined,,4
io,,7
internal,,1
TABLE
finish
