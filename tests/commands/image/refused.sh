# What is missing, damaged or swapped is refused with its place and a sentence.
. "$NOMS_SOURCE/tests/commands/expect.sh"
run image phantom "$work/a" --grade 1b --pixel 0.8
t="$work/a/tumour.nii.gz"; c="$work/a/cord.nii.gz"; s="$work/a/sac.nii.gz"
run image escc --tumour "$t" --cord "$c"
expect_code 2
expect_err --sac
head -c 600 "$t" > "$work/short.nii.gz"
run image escc --tumour "$work/short.nii.gz" --cord "$c" --sac "$s"
expect_code 3
expect_err --tumour
run image escc --tumour "$s" --cord "$c" --sac "$t"
expect_code 3
expect_err 'swapped'
run image escc --tumour "$t" --cord "$c" --sac "$s" --cord-label 7
expect_code 3
expect_err 'the label stands nowhere'
run image phantom "$work/b" --grade 1b --pixel 1.4
run image escc --tumour "$work/b/tumour.nii.gz" --cord "$work/b/cord.nii.gz" --sac "$work/b/sac.nii.gz" --format json
expect_code 0
expect_out '"grade": null' '"reason"'
run image distance --tumour "$t" --cord "$c" --sac "$s" --format json
expect_code 0
expect_out '"least_mm"' '"length_within_mm"'
finish
