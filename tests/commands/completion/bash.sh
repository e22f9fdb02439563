# The bash script is valid and completes commands, options, values and findings.
. "$(dirname "$0")/../expect.sh"
run completion bash
expect_code 0
expect_no_err
bash -n "$work/out" || complain "no bash"
complete_words() { # WORDS... : what bash offers for the last one
  called="completion of $*"
  COMP_WORDS=(noms "$@"); COMP_CWORD=$#; COMP_LINE="noms $*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
  _noms
  printf '%s\n' "${COMPREPLY[@]}"
}
complete() { :; }
. "$work/out"
offers() { # EXPECTED WORDS...
  expected=$1; shift
  complete_words "$@" | grep -qxF -e "$expected" || complain "does not offer $expected"
}
offers assess as
offers knowledge k
offers diff knowledge d
offers --format assess --f
offers html assess --format h
offers 2013 assess --edition 2
offers treatment_2023 knowledge show treat
offers T10 sins T1
offers case schema c
offers pain=mechanical sins T10 pain
finish
