# Sourced by every test of a command. Needs NOMS (the program) and NOMS_SOURCE (the tree).
#
#   run WORDS...        runs noms; standard input is $input (default: nothing)
#   expect_code N       exit code
#   expect_out TEXT...  each stands in standard output        expect_no_out
#   expect_err TEXT...  each stands in standard error         expect_no_err
#   case_with LESION    prints a case with these members in its one lesion
set -u
unset NO_COLOR
export LC_ALL=C.UTF-8
samples="$NOMS_SOURCE/samples"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
input=/dev/null
failed=0

run() {
  called="noms $*"
  "$NOMS" "$@" <"$input" >"$work/out" 2>"$work/err"
  code=$?
}

complain() {
  echo "FAILED: $called: $1" >&2
  echo "-- standard output" >&2; head -c 2000 "$work/out" >&2
  echo "-- standard error" >&2; head -c 2000 "$work/err" >&2
  failed=1
}

expect_code() { [ "$code" -eq "$1" ] || complain "exit code $code, not $1"; }
expect_out() { for text in "$@"; do grep -qF -e "$text" "$work/out" || complain "no '$text' in standard output"; done; }
expect_err() { for text in "$@"; do grep -qF -e "$text" "$work/err" || complain "no '$text' in standard error"; done; }
expect_no_out() { [ ! -s "$work/out" ] || complain "standard output is not empty"; }
expect_no_err() { [ ! -s "$work/err" ] || complain "standard error is not empty"; }
expect_not_in_out() { for text in "$@"; do ! grep -qF -e "$text" "$work/out" || complain "'$text' in standard output"; done; }
expect_not_in_err() { for text in "$@"; do ! grep -qF -e "$text" "$work/err" || complain "'$text' in standard error"; done; }
expect_same() { cmp -s "$1" "$2" || { diff "$1" "$2" | head -20 >&2; complain "$1 and $2 differ"; }; }
expect_true() { "$@" || complain "not true: $*"; }

# expect_sound_html: in standard output every tag is closed, every id stands once, every link within the page has its target.
expect_sound_html() {
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
}

# started PID: waits until the process is the program, no longer the shell that starts it.
started() {
  for i in $(seq 200); do
    [ "$(cat "/proc/$1/comm")" = noms ] && break
    sleep 0.1
  done
}

case_with() { printf '{"noms_case": 1, "lesions": [{%s}]}' "$1"; }

# refused CODE EXIT WHERE < CASE: the case is refused with this error code at this place, and nothing is printed.
refused() {
  cat >"$work/case.json"
  run assess --errors json "$work/case.json"
  expect_code "$2"
  expect_no_out
  expect_err "\"code\":\"$1\"" "\"where\":\"$3\""
  run assess "$work/case.json"
  expect_code "$2"
  expect_no_out
  [ -z "$3" ] || expect_err "case.json: $3: "
}

# spoiled CODE FILE SED: the knowledge with one file edited is refused with this error code, file and line.
spoiled() {
  rm -rf "$work/knowledge"
  cp -r "$NOMS_SOURCE/knowledge" "$work/knowledge"
  sed -i -E "$3" "$work/knowledge/$2"
  ! cmp -s "$work/knowledge/$2" "$NOMS_SOURCE/knowledge/$2" || { called="sed $3"; complain "the edit changes nothing"; }
  run assess --knowledge "$work/knowledge" --errors json "$samples/figure-3-t10-nsclc.json"
  expect_code 5
  expect_no_out
  expect_err "\"code\":\"$1\""
  run knowledge check "$work/knowledge"
  expect_code 5
  grep -qE "knowledge: [^ ]+\.(md|csv)(:[0-9]+)?: " "$work/err" || complain "no file and line"
}

finish() { exit "$failed"; }
