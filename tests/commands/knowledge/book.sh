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
expect_true python3 - "$work/out" <<'PY'
import html.parser, re, sys
text = open(sys.argv[1], encoding="utf-8").read()
open_tags, void = [], {"meta", "br", "hr", "img", "link"}
class Check(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        if tag not in void: open_tags.append(tag)
    def handle_endtag(self, tag):
        assert open_tags and open_tags.pop() == tag, (tag, self.getpos())
check = Check(); check.feed(text); assert not open_tags, open_tags
ids = re.findall(r' id="([^"]+)"', text)
assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1][:5]
missing = set(re.findall(r'href="#([^"]+)"', text)) - set(ids)
assert not missing, missing
PY
cp "$work/book.html" "$work/first"
run knowledge book
expect_same "$work/out" "$work/first"
run knowledge show --format html
expect_same "$work/out" "$work/first"
run knowledge book --language es
expect_out '<html lang="es">' 'Tablas de noms, para revisión' 'Ediciones comparadas' 'Hay déficit' 'Firma'
expect_not_in_out 'A deficit is present: function'
finish
