#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzz target with clang, and its seeds from the requests of the tests: build.sh SOURCE_FOLDER OUTPUT_FOLDER
set -eu
src="$1/src/noms"
out="$2"
bash "$src/service/fuzz/seeds.sh" "$1" "$out/corpus"
code="$(for part in request_reader admission response_head routes guard negotiation problem; do echo "$src/service/$part.cpp"; done)"
# shellcheck disable=SC2086
clang++-14 -std=c++20 -g -O2 "-I$1/src" -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
  "$src/service/fuzz/request_fuzz.cpp" $code "$src/json/writer.cpp" "$src/report/fault_lines.cpp" "$src/foundation/text.cpp" "$src/foundation/result.cpp" \
  -lcrypto -o "$out/fuzz_request"
