# A transitional level takes its class from location=.
. "$(dirname "$0")/../expect.sh"
run sins L6 location=junctional pain=none bone_lesion=blastic alignment=normal vertebral_body=none posterolateral=none
expect_code 0
expect_out 'SINS 3 of 18'
finish
