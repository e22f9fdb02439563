# --json gives the same as an object, and the version is that of the build.
. "$(dirname "$0")/../expect.sh"
run version --json
expect_code 0
expected=$(sed -n 's/^project(noms VERSION \([0-9.]*\).*/\1/p' "$NOMS_SOURCE/CMakeLists.txt")
expect_out "\"software\": \"$expected\"" '"editions": ['
python3 -m json.tool "$work/out" >/dev/null || complain "no JSON"
finish
