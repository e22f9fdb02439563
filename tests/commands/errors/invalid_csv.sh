# A row that is not well-formed CSV is refused at its row.
. "$(dirname "$0")/../expect.sh"
printf 'id,lesion/escc\n1,2,secret\n' >"$work/cohort.csv"
run assess --bulk --from csv --errors json "$work/cohort.csv"
expect_code 3
expect_err '"code":"invalid_csv"' '"where":"row 2"'
expect_not_in_err secret
finish
