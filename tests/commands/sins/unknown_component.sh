# An unknown component is wrong usage, with the nearest and all names.
. "$(dirname "$0")/../expect.sh"
run sins T10 alignmnt=normal
expect_code 2
expect_no_out
expect_err 'did you mean alignment?' 'posterolateral'
finish
