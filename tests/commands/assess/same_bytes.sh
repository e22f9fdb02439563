# Equal input gives equal bytes, in every form.
. "$(dirname "$0")/../expect.sh"
for format in text json html svg csv chart; do
  run assess --format "$format" "$samples/three-lesions.json"
  cp "$work/out" "$work/first"
  run assess --format "$format" "$samples/three-lesions.json"
  expect_same "$work/out" "$work/first"
done
finish
