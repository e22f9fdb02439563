#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzz target with clang and its seeds: build.sh SOURCE_FOLDER OUTPUT_FOLDER
set -eu
src="$1/src/noms"
out="$2"
mkdir -p "$out/corpus"
code="$(ls "$src"/foundation/*.cpp "$src"/dicom/*.cpp "$src"/dicom/internal/*.cpp "$src"/dosimetry/dose_grid.cpp "$src"/dosimetry/dvh.cpp \
  "$src"/dosimetry/metrics.cpp "$src"/dosimetry/plan.cpp "$src"/dosimetry/solid.cpp "$src"/dosimetry/phantom*.cpp \
  "$src"/dosimetry/internal/*.cpp | grep -v _test.cpp)"
flags="-std=c++20 -g -I$1/src"
libraries="-lz -lpthread -ldl"
# shellcheck disable=SC2086
clang++-14 $flags -O1 $code "$src/dosimetry/fuzz/seeds.cpp" $libraries -o "$out/fuzz_seeds"
"$out/fuzz_seeds" "$out/corpus"
# shellcheck disable=SC2086
clang++-14 $flags -O2 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all $code "$src/dosimetry/fuzz/fuzz_readers.cpp" $libraries -o "$out/fuzz_readers"
