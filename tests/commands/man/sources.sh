# A manual page cites the publications of its command.
. "$(dirname "$0")/../expect.sh"
run man sins
expect_code 0
expect_out SOURCES fisher 'doi:'
run man nothing
expect_code 2
finish
