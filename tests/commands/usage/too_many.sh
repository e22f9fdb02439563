# A word too many is wrong usage.
. "$(dirname "$0")/../expect.sh"
run schema case assessment
expect_code 2
run version now
expect_code 2
finish
