# All scores of every sample: no line beyond the width, equal bytes twice, names as in the list.
. "$(dirname "$0")/../expect.sh"
for sample in "$samples"/*.json; do
  run score all "$sample"
  expect_code 0
  expect_no_err
  expect_true [ "$(wc -L <"$work/out")" -le 80 ]
done
run score all --format json "$sample"
cp "$work/out" "$work/first"
run score all --format json "$sample"
expect_same "$work/out" "$work/first"
run score list
for name in $(cut -d' ' -f1 "$work/out"); do grep -q "\"score\": \"$name\"" "$work/first" || complain "$name is missing"; done
finish
