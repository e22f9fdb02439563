#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tools/fuzz.sh TARGET [RUNS [OUTPUT_FOLDER]]: builds a target of the core with clang, libFuzzer and the sanitizers, and runs it over
# its seeds. TARGET is case, read, lines, tables, coefficients, nifti or labels; those of the other modules stand in src/noms/*/fuzz with a build.sh of their own.
set -eu
cd "$(dirname "$0")/.."
target=${1:-}
runs=${2:-1000000}
out=${3:-build/fuzz}
libraries=""
case "$target" in
  case) source=src/noms/pathway/fuzz/case_fuzz.cpp seeds=samples modules="foundation json decision_table knowledge clinical_case prognosis assessment decision plan report pathway" ;;
  read) source=src/noms/clinical_case/fuzz/read_fuzz.cpp seeds=samples modules="foundation json decision_table knowledge clinical_case" ;;
  tables) source=src/noms/decision_table/fuzz/tables_fuzz.cpp seeds=tests/fuzz/seeds/tables modules="foundation decision_table" ;;
  coefficients) source=src/noms/prognosis/fuzz/coefficients_fuzz.cpp seeds=tests/fuzz/seeds/coefficients modules="foundation json decision_table knowledge clinical_case prognosis" ;;
  lines) source=src/noms/bulk/fuzz/lines_fuzz.cpp seeds=samples modules="foundation json decision_table knowledge clinical_case prognosis assessment decision plan report pathway bulk" libraries=-lsimdjson ;;
  nifti) source=src/noms/imaging/fuzz/nifti_fuzz.cpp seeds=tests/fuzz/seeds/nifti modules="foundation json decision_table dicom imaging" libraries="-lz -ldeflate -lpng -ldl" ;;
  labels) source=src/noms/imaging/fuzz/label_conventions_fuzz.cpp seeds=tests/fuzz/seeds/labels modules="foundation json decision_table dicom imaging" libraries="-lz -ldeflate -lpng -ldl" ;;
  *) echo "usage: tools/fuzz.sh case|read|lines|tables|coefficients|nifti|labels [RUNS [OUTPUT_FOLDER]]" >&2; exit 2 ;;
esac
mkdir -p "$out/objects" "$out/$target"
# Comparisons are traced, so that the fuzzer learns words and numbers; with NOMS_FUZZ_QUICK=1 only edges are counted, for many runs.
coverage=-fsanitize=fuzzer-no-link
[ -z "${NOMS_FUZZ_QUICK:-}" ] || coverage="-fsanitize-coverage=inline-8bit-counters,pc-table -fno-sanitize-coverage=trace-cmp"
flags="-std=c++20 -g1 -O2 -ffunction-sections -Isrc -Itests -fno-rtti $coverage -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all"
for module in $modules; do
  find "src/noms/$module" -name '*.cpp' ! -name '*_test.cpp' ! -path '*/fuzz/*' ! -path '*/codec/*'
done >"$out/$target.sources"
: >"$out/$target.objects"
while read -r file; do
  echo "$out/objects/$(printf %s "$file" | tr / _).o" >>"$out/$target.objects"
done <"$out/$target.sources"
# shellcheck disable=SC2016  # expanded by the shells that xargs starts
FLAGS="$flags" OUT="$out" xargs -P "${NOMS_JOBS:-2}" -I{} sh -c '
  object="$OUT/objects/$(printf %s "{}" | tr / _).o"
  [ "$object" -nt "{}" ] && [ -z "$(find src -name "*.h" -newer "$object" -print -quit)" ] || clang++-14 $FLAGS -c "{}" -o "$object"' <"$out/$target.sources"
# shellcheck disable=SC2046,SC2086  # words
clang++-14 $flags -fsanitize=fuzzer -Wl,--gc-sections -DNOMS_SOURCE_DIR="\"$PWD\"" "$source" $(cat "$out/$target.objects") $libraries -o "$out/fuzz_$target"
"$out/fuzz_$target" "-runs=$runs" -rss_limit_mb=512 -timeout=10 -print_final_stats=1 "$out/$target" "$seeds"
