# Several cases as JSON are one compact object a line, in the order of the command line.
. "$(dirname "$0")/../expect.sh"
run assess --format json "$samples/sins-indeterminate.json" "$samples/figure-2-t8-lung.json" "$samples/chordoma-c4-myelopathy.json"
expect_code 0
expect_true [ "$(wc -l <"$work/out")" -eq 3 ]
expect_true [ "$(python3 -c 'import json, sys
print(*(json.loads(line)["case"] for line in sys.stdin))' <"$work/out")" = "sins-indeterminate figure-2-t8-lung chordoma-c4-myelopathy" ]
finish
