# Every command has a manual page that roff reads without complaint, with the options of its help.
. "$(dirname "$0")/../expect.sh"
pages=$("$NOMS" --help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' | grep -v noms)
while read -r command; do
  run man $command
  expect_code 0
  expect_no_err
  expect_out '.TH NOMS' '.SH SYNOPSIS' '.SH EXIT STATUS'
  for option in $("$NOMS" $command --help | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do expect_out "${option//-/\\-}"; done
  if command -v groff >/dev/null; then
    groff -man -Tutf8 -ww "$work/out" 2>"$work/err" >/dev/null
    expect_no_err
  fi
done <<<"$pages"
run man
expect_code 0
expect_out 'noms\-assess' NO_COLOR
finish
