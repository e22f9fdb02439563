#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# clang-tidy over the sources of the modules, with the compile commands of build/release: check_tidy.sh [FILE...]
set -eu
cd "$(dirname "$0")/.."
if [ "$#" -eq 0 ]; then
  # shellcheck disable=SC2046  # names without blanks
  set -- $(find src/noms -name '*.cpp' ! -name '*_test.cpp' | sort)
fi
printf '%s\n' "$@" | xargs -P "${NOMS_JOBS:-2}" -n 3 clang-tidy-14 -p build/release --quiet 2>/dev/null
