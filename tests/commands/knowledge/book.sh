# The book holds every table, both editions side by side, every publication, version and hash, and a page to sign.
. "$(dirname "$0")/../expect.sh"
run knowledge book --output "$work/book.html"
expect_code 0
expect_no_out
expect_no_err
cp "$work/book.html" "$work/out"
for file in $(cd "$NOMS_SOURCE/knowledge" && find . -name '*.table.md' -printf '%f\n'); do expect_out "id=\"${file%.table.md}\"" "href=\"#${file%.table.md}\""; done
for key in $(tail -n +2 "$NOMS_SOURCE/knowledge/evidence.csv" | cut -d, -f1); do expect_out "id=\"evidence-$key\""; done
for row in $(sed -n 's/^| *\([A-Z][A-Za-z0-9-]*\) .*/\1/p' "$NOMS_SOURCE"/knowledge/decision/*.table.md); do expect_out ">$row<"; done
expect_out '16 of 96 combinations of findings get another answer.' 'Edition' 'Signature' "$("$NOMS" version --json | sed -n 's/.*"knowledge_sha256": "\([0-9a-f]*\)".*/\1/p')"
expect_not_in_out '<script' '|---'
expect_sound_html
cp "$work/book.html" "$work/first"
run knowledge book
expect_same "$work/out" "$work/first"
run knowledge show --format html
expect_same "$work/out" "$work/first"
run knowledge book --language es
expect_out '<html lang="es">' 'Tablas de noms, para revisión' 'Ediciones comparadas' 'Hay déficit' 'Firma'
expect_not_in_out 'A deficit is present: function'
finish
