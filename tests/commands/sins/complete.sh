# All six parts give one total with its category.
. "$(dirname "$0")/../expect.sh"
run sins T10 pain=mechanical bone_lesion=lytic alignment=subluxation vertebral_body=collapse_over_half posterolateral=bilateral
expect_code 0
expect_no_err
expect_out 'SINS 16 of 18: Unstable'
finish
