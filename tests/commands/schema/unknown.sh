# Another document is wrong usage with the allowed words.
. "$(dirname "$0")/../expect.sh"
run schema assesment
expect_code 2
expect_err 'did you mean assessment?'
run schema
expect_code 2
finish
