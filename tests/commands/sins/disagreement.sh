# Findings joined by a comma each stay possible.
. "$(dirname "$0")/../expect.sh"
run sins T10 pain=none,mechanical bone_lesion=blastic alignment=normal vertebral_body=none posterolateral=none
expect_code 0
expect_out 'SINS 1 to 4 of 18: Stable'
finish
