# A model that is not well-formed is refused, and a document type is never read.
. "$(dirname "$0")/../expect.sh"
printf '<a><b></a>' >"$work/m.dmn"
printf '{}' >"$work/i.json"
run dmn run "$work/m.dmn" "$work/i.json" --errors json
expect_code 3
expect_no_out
expect_err '"code":"invalid_xml"' '"where":"1:9"'
printf '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' >"$work/m.dmn"
run dmn run "$work/m.dmn" "$work/i.json"
expect_code 3
expect_no_out
expect_err 'm.dmn: 1:1: a document type is not read'
finish
