#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzz target with clang: build.sh SOURCE_FOLDER OUTPUT_FOLDER; run it as OUTPUT_FOLDER/fuzz_dmn FOLDER CORPUS
set -eu
src="$1/src/noms"
mkdir -p "$2"
code="$src/foundation/text.cpp $src/foundation/result.cpp $src/json/writer.cpp $src/json/document.cpp"
for name in decimal evaluate parse_expression read_logic read_model run run_text temporal value xml; do code="$code $src/dmn/$name.cpp"; done
coverage=-fsanitize=fuzzer  # with NOMS_FUZZ_QUICK=1 as in tools/fuzz.sh
[ -z "${NOMS_FUZZ_QUICK:-}" ] || coverage="-fsanitize=fuzzer -fno-sanitize-coverage=trace-cmp"
# shellcheck disable=SC2086
clang++-14 -std=c++20 -g1 -O2 -ffunction-sections -Wl,--gc-sections "-I$1/src" $coverage -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all -fno-rtti $code "$src/dmn/fuzz/fuzz_dmn.cpp" \
  -lpugixml -o "$2/fuzz_dmn"
