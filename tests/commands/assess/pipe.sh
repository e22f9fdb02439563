# A pipe gets the same text as a file, without colour.
. "$(dirname "$0")/../expect.sh"
run assess "$samples/figure-2-t8-lung.json"
"$NOMS" assess "$samples/figure-2-t8-lung.json" | cat >"$work/piped"
expect_same "$work/out" "$work/piped"
expect_not_in_out "$(printf '\033')"
finish
