# Words of the command line are not repeated, but for the name of the file.
. "$(dirname "$0")/../expect.sh"
mark=Zebra7Secret
for words in "$mark" "assess --$mark" "assess --format $mark x" "assess --edition $mark $samples/figure-3-t10-nsclc.json" \
  "assess --plain=$mark x" "assess --$mark=1 x" "sins $mark" "sins $mark=1" "sins pain=$mark" "knowledge $mark" "knowledge show $mark" \
  "knowledge diff $mark 2023" "schema $mark" "completion $mark" "man $mark" "help $mark" "version $mark" "assess x --errors $mark"; do
  # shellcheck disable=SC2086  # words
  run $words
  expect_true [ "$code" -eq 2 -o "$code" -eq 3 ]
  expect_not_in_err "$mark"
  expect_not_in_out "$mark"
done
finish
