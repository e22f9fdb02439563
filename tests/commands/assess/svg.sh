# --format svg is one SVG document with title and description.
. "$(dirname "$0")/../expect.sh"
run assess --format svg "$samples/figure-3-t10-nsclc.json"
expect_code 0
expect_no_err
expect_out '<svg' '<title' '<desc' '</svg>'
python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' "$work/out" || complain "no XML"
finish
