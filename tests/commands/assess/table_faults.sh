# --from csv: a bad case stands in its place in every form, --skip goes on behind a case, and wrong calls are refused.
. "$(dirname "$0")/../expect.sh"
cat >"$work/cohort.csv" <<'CSV'
id,lesion/levels,lesion/escc,lesion/myelopathy
a,T10,3,false
b,T10,secret,false
c,T7,2,true
c,T8,0,false
d,T9,"1a
e,L1,1b,false
CSV
run assess --bulk --from csv --format brief "$work/cohort.csv"
expect_code 3
expect_true [ "$(cut -c1-30 "$work/out" | tr '\n' ' ' | sed 's/[^a-z_": ]//g' | grep -o 'noms_[a-z]*' | tr '\n' ' ')" = "noms_brief noms_error noms_brief noms_error noms_brief " ]
expect_out '"line":2,"errors":[{"code":"unknown_value","where":"row 3, column lesion/escc"' \
  '"line":4,"errors":[{"code":"invalid_csv","where":"row 6, column lesion/escc"'
expect_err 'cohort.csv: row 3, column lesion/escc: ' 'cohort.csv: row 6, column lesion/escc: '
expect_not_in_err secret
expect_not_in_out secret
cp "$work/out" "$work/whole"
for skip in 1 2 3 4 5 9; do
  run assess --bulk --from csv --format brief --skip "$skip" "$work/cohort.csv"
  tail -n "+$((skip + 1))" "$work/whole" >"$work/rest"
  expect_same "$work/out" "$work/rest"
done
run assess --bulk --from csv --format csv "$work/cohort.csv"
expect_code 3
expect_out '"unknown_value row 3, column lesion/escc"' '"invalid_csv row 6, column lesion/escc"'
run assess --bulk --from csv --errors json "$work/cohort.csv"
expect_err '"where":"row 3, column lesion/escc"'

# A header that is not one: all its faults, nothing on standard output.
printf 'id,age,lesion/esc\n1,2,3\n' >"$work/bad.csv"
for form in json csv; do
  run assess --bulk --from csv --format "$form" "$work/bad.csv"
  expect_code 3
  expect_no_out
  expect_err 'bad.csv: row 1, column 2: ' 'bad.csv: row 1, column 3: ' 'did you mean lesion/escc?'
done
run assess --bulk --from csv "$work/nowhere.csv"
expect_code 7
for words in "--from csv $work/cohort.csv" "--mapping x $work/cohort.csv" "--bulk --mapping x $work/cohort.csv" \
  "--bulk --from xlsx $work/cohort.csv" "--bulk --from csv --mapping - -"; do
  # shellcheck disable=SC2086  # words
  run assess $words
  expect_code 2
  expect_no_out
done
finish
