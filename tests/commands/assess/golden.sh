# Text and JSON of every sample are those kept in tests/pathway/golden (tools/update_golden.sh renews them).
. "$(dirname "$0")/../expect.sh"
golden="$NOMS_SOURCE/tests/pathway/golden"
for sample in "$samples"/*.json; do
  name=$(basename "$sample" .json)
  for kind in txt:text json:json; do
    run assess --format "${kind#*:}" "$sample"
    expect_code 0
    sed -E 's/[0-9a-f]{64}/SHA256/' "$work/out" >"$work/masked"
    expect_same "$golden/$name.${kind%:*}" "$work/masked"
  done
done
for kept in "$golden"/*.json; do [ -f "$samples/$(basename "$kept")" ] || complain "no sample for $kept"; done
finish
