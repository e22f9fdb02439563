#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzz targets with clang, and their seeds from the files of the tests: build.sh SOURCE_FOLDER OUTPUT_FOLDER; run them as
# OUTPUT_FOLDER/fuzz_rows OUTPUT_FOLDER/tables, the same with fuzz_table, and OUTPUT_FOLDER/fuzz_mapping OUTPUT_FOLDER/mappings
set -eu
src="$1/src/noms"
out="$2"
mkdir -p "$out/tables" "$out/mappings" "$out/objects"
python3 "$1/tests/cohort/corpus.py" "$1/tests/cohort/malformed.txt" "$out/tables" "$out/mappings"
cp "$1/tests/cohort/redcap.mapping.json" "$out/mappings/"
sed 1s/^/a/ "$1/tests/cohort/redcap.csv" >"$out/tables/redcap"
coverage=-fsanitize=fuzzer-no-link  # with NOMS_FUZZ_QUICK=1 as in tools/fuzz.sh
[ -z "${NOMS_FUZZ_QUICK:-}" ] || coverage="-fsanitize-coverage=inline-8bit-counters,pc-table -fno-sanitize-coverage=trace-cmp"
flags="-std=c++20 -g1 -O2 -ffunction-sections -I$1/src -fno-exceptions -fno-rtti $coverage -fsanitize=address,undefined -fno-sanitize=vptr
  -fno-sanitize-recover=all -DNOMS_KNOWLEDGE=\"$1/knowledge\""
for module in foundation json decision_table knowledge clinical_case cohort; do
  find "$src/$module" -name '*.cpp' ! -name '*_test.cpp' ! -path '*/fuzz/*'
done >"$out/sources"
# shellcheck disable=SC2016  # expanded by the shells that xargs starts
FLAGS="$flags" OUT="$out" xargs -P "${NOMS_JOBS:-2}" -I{} sh -c \
  'clang++-14 $FLAGS -c {} -o "$OUT/objects/$(printf %s "{}" | tr / _).o"' <"$out/sources"
for target in rows table mapping; do
  # shellcheck disable=SC2086  # words
  clang++-14 ${flags%-fno-exceptions*} -fsanitize=fuzzer,address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all \
    -DNOMS_KNOWLEDGE="\"$1/knowledge\"" "$src/cohort/fuzz/${target}_fuzz.cpp" "$out"/objects/*.o -o "$out/fuzz_$target"
done
