# Masks that cannot be what they are called are refused.
. "$(dirname "$0")/../expect.sh"
run image phantom "$work/a" --grade 1b --pixel 0.8
run image escc --errors json --tumour "$work/a/sac.nii.gz" --cord "$work/a/cord.nii.gz" --sac "$work/a/tumour.nii.gz"
expect_code 3
expect_err '"code":"image_geometry"'
finish
