# An image file that is cut off is refused with the option that names it.
. "$(dirname "$0")/../expect.sh"
run image phantom "$work/a" --grade 1b --pixel 1.2
head -c 600 "$work/a/tumour.nii.gz" >"$work/short.nii.gz"
run image escc --errors json --tumour "$work/short.nii.gz" --cord "$work/a/cord.nii.gz" --sac "$work/a/sac.nii.gz"
expect_code 3
expect_err '"code":"invalid_image"'
finish
