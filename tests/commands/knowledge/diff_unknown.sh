# Something that is neither edition nor folder is wrong usage.
. "$(dirname "$0")/../expect.sh"
run knowledge diff 2013 2033
expect_code 2
expect_no_out
expect_err 'an edition (2023, 2013), a folder of knowledge, or FOLDER:EDITION is expected'
finish
