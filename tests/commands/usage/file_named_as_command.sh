# A file may have the name of a command.
. "$(dirname "$0")/../expect.sh"
cp "$samples/figure-2-t8-lung.json" "$work/assess"
cd "$work" || exit 1
run assess assess
expect_code 0
expect_out figure-2-t8-lung
finish
