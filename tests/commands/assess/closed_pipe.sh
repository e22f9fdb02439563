# A reader that goes away is no fault.
. "$(dirname "$0")/../expect.sh"
"$NOMS" assess --format html --output /dev/stdout "$samples/figure-2-t8-lung.json" >/dev/null 2>&1
"$NOMS" knowledge show evidence 2>"$work/err" | true
code=${PIPESTATUS[0]}
called="noms knowledge show evidence | true"
: >"$work/out"
expect_code 0
expect_no_err
finish
