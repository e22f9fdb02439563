# As HTML: one page that stands alone, findings in words, publications linked and listed, well formed.
. "$(dirname "$0")/../expect.sh"
run knowledge show treatment_2023 --format html --output "$work/t.html"
expect_code 0
expect_no_out
cp "$work/t.html" "$work/out"
expect_out '<!DOCTYPE html>' '<html lang="en">' 'Content-Security-Policy' 'Moderately sensitive' '<a href="#evidence-newman-2023">' '<tr id="evidence-newman-2023">' \
  'https://doi.org/' 'sha256' '>T05M<'
expect_not_in_out '<script' 'src=' 'text_es'
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
assert len(ids) == len(set(ids))
assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
PY
run knowledge show treatment_2023 --format html --language es
expect_out '<html lang="es">' 'Moderadamente sensible' 'Tumor radiosensible' 'Publicaciones'
run knowledge show urgency --format html --output "$work/none/u.html"
expect_code 7
finish
