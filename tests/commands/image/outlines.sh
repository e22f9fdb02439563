# The outlines for the page: polygons over the picture, and a gap that is the number of the report.
. "$NOMS_SOURCE/tests/commands/expect.sh"
run image phantom "$work/a" --grade 1b --seed 11 --pixel 0.6
expect_code 0
set -- --tumour "$work/a/tumour.nii.gz" --cord "$work/a/cord.nii.gz" --sac "$work/a/sac.nii.gz"
run image escc "$@" --format json --contours "$work/one.json"
expect_code 0
expect_no_err
shown=$(sed -n 's/.*"plane":\([0-9]*\),"shown":true.*/\1/p' "$work/one.json")
drawn=$(sed -n 's/.*"gap":{"mm":\([0-9.]*\),.*/\1/p' "$work/one.json")
reported=$(awk -v plane="\"plane\": $shown," '/"planes"/ {list = 1} list && index($0, plane) {here = 1} here && /tumour_cord_gap_mm/ {gsub(/[^0-9.]/, "", $2); print $2; exit}' "$work/out")
expect_true test -n "$drawn"
expect_true test "$drawn" = "$reported"
expect_true grep -q '"noms_contours":1' "$work/one.json"
for structure in sac tumour cord; do expect_true grep -q "\"structure\":\"$structure\",\"style\":{\"colour\":\"#" "$work/one.json"; done
run image escc "$@" --contours "$work/all.json" --all-planes
expect_code 0
expect_true test "$(grep -o '"plane":' "$work/all.json" | wc -l)" -gt 10
expect_true test "$(grep -o '"shown":true' "$work/all.json" | wc -l)" -eq 1
finish
