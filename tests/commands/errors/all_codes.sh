# Every code of knowledge/errors.csv has a test here, but the one no user can bring about.
. "$(dirname "$0")/../expect.sh"
called="the list of codes"
: >"$work/out" >"$work/err"
for name in $(tail -n +2 "$NOMS_SOURCE/knowledge/errors.csv" | cut -d, -f1); do
  [ "$name" = internal ] || [ -f "$NOMS_SOURCE/tests/commands/errors/$name.sh" ] || complain "no test for $name"
done
finish
