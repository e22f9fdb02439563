# Several levels count by the one with the most points.
. "$(dirname "$0")/../expect.sh"
run sins L4,L5 pain=none bone_lesion=blastic alignment=normal vertebral_body=none posterolateral=none
expect_out 'SINS 3 of 18: Stable'
run sins L4 pain=none bone_lesion=blastic alignment=normal vertebral_body=none posterolateral=none
expect_out 'SINS 2 of 18: Stable'
finish
