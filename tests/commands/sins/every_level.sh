# Every level from C0 to S5 has its points.
. "$(dirname "$0")/../expect.sh"
rest="pain=none bone_lesion=blastic alignment=normal vertebral_body=none posterolateral=none"
check() { # POINTS LEVELS...
  points=$1; shift
  for level in "$@"; do run sins "$level" $rest; expect_code 0; expect_out "SINS $points of 18"; done
}
check 3 C0 C1 C2 C7 T1 T2 T11 T12 L1 L5 S1
check 2 C3 C4 C5 C6 L2 L3 L4
check 1 T3 T4 T5 T6 T7 T8 T9 T10
check 0 S2 S3 S4 S5
check "0 to 3" T13 L6
finish
