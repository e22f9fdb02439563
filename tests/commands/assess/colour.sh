# A terminal gets colour unless NO_COLOR, TERM=dumb, --no-color or --plain says otherwise.
. "$(dirname "$0")/../expect.sh"
on_terminal() { script -qec "$*" /dev/null </dev/null >"$work/out" 2>"$work/err"; called="$*"; }
escape=$(printf '\033[')
export TERM=xterm
on_terminal "$NOMS" assess "$samples/figure-3-t10-nsclc.json"
expect_out "$escape"
on_terminal env NO_COLOR=1 "$NOMS" assess "$samples/figure-3-t10-nsclc.json"
expect_not_in_out "$escape"
on_terminal env NO_COLOR= "$NOMS" assess "$samples/figure-3-t10-nsclc.json"
expect_out "$escape"
on_terminal env TERM=dumb "$NOMS" assess "$samples/figure-3-t10-nsclc.json"
expect_not_in_out "$escape"
on_terminal "$NOMS" assess --no-color "$samples/figure-3-t10-nsclc.json"
expect_not_in_out "$escape"
on_terminal "$NOMS" assess --plain "$samples/figure-3-t10-nsclc.json"
expect_not_in_out "$escape"
finish
