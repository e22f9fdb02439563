# The list has every table file and every CSV file.
. "$(dirname "$0")/../expect.sh"
run knowledge list
expect_code 0
expect_no_err
for file in $(cd "$NOMS_SOURCE/knowledge" && find . -name '*.table.md' -printf '%f\n'); do expect_out "${file%.table.md} "; done
for file in $(cd "$NOMS_SOURCE/knowledge" && find . -name '*.csv' -printf '%P\n'); do expect_out "$file"; done
finish
