# Missing parts give a range, and every category it reaches.
. "$(dirname "$0")/../expect.sh"
run sins T10 pain=mechanical bone_lesion=lytic
expect_code 0
expect_out 'SINS 6 to 16 of 18' 'Stable or Indeterminate or Unstable' 'Alignment: not recorded (0 to 4)'
run sins T10
expect_out 'SINS 1 to 16 of 18'
finish
