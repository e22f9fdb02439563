# Outlines are proposed from clicks, say that they are a proposal, and are taken only when somebody accepts them.
. "$NOMS_SOURCE/tests/commands/expect.sh"
run image phantom "$work/a" --grade 1b --pixel 0.6 --seed 4
t2="$work/a/t2.nii.gz"
run image propose --image "$t2" --centreline "$work/a/cord.nii.gz" "$work/p"
expect_code 0
expect_out 'planes drawn' 'Look at every plane'
for name in cord.nii.gz sac.nii.gz proposal.png; do expect_true [ -s "$work/p/$name" ]; done
run image propose --image "$t2" --centreline "$work/a/cord.nii.gz" --format json "$work/p"
expect_code 0
expect_out '"proposal": true' '"cord_area_mm2"' '"sha256"'
# The outlines of somebody are taken; those of nobody are not, until they are accepted.
set -- --tumour "$work/a/tumour.nii.gz" --cord "$work/p/cord.nii.gz" --sac "$work/p/sac.nii.gz" --format json
run image escc "$@"
expect_code 2
expect_err --cord 'proposal' --accept-proposal
expect_no_out
run image escc "$@" --accept-proposal
expect_code 0
expect_out '"grade": "1b"' '"proposal": "accepted"' 'cord: the outlines were proposed'
run image distance --tumour "$work/a/tumour.nii.gz" --cord "$work/p/cord.nii.gz"
expect_code 2
expect_err --accept-proposal
cp "$samples/figure-3-t10-nsclc.json" "$work/case.json"
run image distance --tumour "$work/a/tumour.nii.gz" --cord "$work/p/cord.nii.gz" --accept-proposal --into "$work/case.json"
grep -q 'proposed by noms, accepted' "$work/case.json" || complain "the source does not say that the outline was proposed"
# Points of a file: their meaning must be said, and every bad line is told.
printf '# x,y,z\n1,2,3\n1,2\n\na,b,c\n' >"$work/points.csv"
run image propose --image "$t2" --points "$work/points.csv" "$work/q"
expect_code 2
expect_err --space
run image propose --image "$t2" --points "$work/points.csv" --space lps "$work/q"
expect_code 3
expect_err --points:3 --points:5
expect_true [ ! -e "$work/q" ]
printf '0,0,0\n0,0,9000\n' >"$work/points.csv"
run image propose --image "$t2" --points "$work/points.csv" --space ras "$work/q"
expect_code 2
expect_err 'point 2 lies outside the image'
run image propose --image "$work/a/tumour.nii.gz" --centreline "$work/a/cord.nii.gz" "$work/q"
expect_code 3
expect_err 'no T2 image'
run image propose --image "$t2" "$work/q"
expect_code 2
finish
