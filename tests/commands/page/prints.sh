# The page is one HTML file without an address to load from; a program without it says how to get it.
. "$(dirname "$0")/../expect.sh"
run page
if [ "$code" -eq 0 ]; then
  expect_no_err
  expect_out '<!doctype html>' 'id="core"' "default-src 'none'"
  expect_not_in_out '<script src' '<link rel="stylesheet"'
else
  expect_code 2
  expect_no_out
  expect_err 'built without the page' 'tools/build_page.sh'
fi
finish
