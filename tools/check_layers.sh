#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Shows that the configure step refuses an include that goes up a layer, and a module that names a higher one.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
cp -r CMakeLists.txt cmake src knowledge "$work/tree/"

refused() { # WHAT PATTERN
  if cmake -S "$work/tree" -B "$work/build" -G Ninja -DNOMS_TESTS=OFF >"$work/log" 2>&1; then
    echo "not refused: $1" >&2
    exit 1
  fi
  tr -s '\n ' '  ' <"$work/log" | grep -q "$2" || { echo "refused for another reason: $1" >&2; cat "$work/log" >&2; exit 1; }
  echo "refused: $1"
}

cmake -S "$work/tree" -B "$work/build" -G Ninja -DNOMS_TESTS=OFF >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
sed -i '1a #include "noms/report/text.h"' "$work/tree/src/noms/foundation/text.cpp"
refused "foundation includes report" "module foundation must not include from report"
cp src/noms/foundation/text.cpp "$work/tree/src/noms/foundation/text.cpp"
sed -i 's/^noms_module(clinical_case .*/noms_module(clinical_case LAYER 2 CORE USES foundation json decision_table knowledge)/' "$work/tree/CMakeLists.txt"
refused "clinical_case uses knowledge of its own layer" "only strictly lower layers are allowed"
