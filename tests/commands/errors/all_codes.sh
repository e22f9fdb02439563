# Every code of knowledge/errors.csv has a test here, but one that no user can bring about.
. "$(dirname "$0")/../expect.sh"
called="the list of codes"
: >"$work/out" >"$work/err"
for name in $(tail -n +2 "$NOMS_SOURCE/knowledge/errors.csv" | cut -d, -f1); do
  case "$name" in internal) continue ;; esac
  [ -f "$NOMS_SOURCE/tests/commands/errors/$name.sh" ] || complain "no test for $name"
done
finish
