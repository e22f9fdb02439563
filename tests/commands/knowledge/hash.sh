# The hash made at build time is SHA-256 over name, line feed and bytes of each file in order.
. "$(dirname "$0")/../expect.sh"
cd "$NOMS_SOURCE/knowledge" || exit 1
expected=$(find . \( -name '*.md' -o -name '*.csv' \) -printf '%P\n' | LC_ALL=C sort | while read -r name; do printf '%s\n' "$name"; cat "$name"; done | sha256sum | cut -d' ' -f1)
run version --json
expect_out "\"knowledge_sha256\": \"$expected\""
run version --json --knowledge "$NOMS_SOURCE/knowledge"
expect_out "\"knowledge_sha256\": \"$expected\""
finish
