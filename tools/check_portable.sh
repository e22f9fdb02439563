#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles every source of the core with clang without exceptions and RTTI, and for WebAssembly (wasi) where its libraries are
# installed. Nothing is linked.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s /usr/include/boost "$work/boost"  # Boost alone, without the C library of this machine

core=$(sed -n 's/^noms_module(\([a-z_]*\) .* CORE[ )].*/\1/p' CMakeLists.txt)
for module in $core; do
  find "src/noms/$module" -name '*.cpp' ! -name '*_test.cpp' ! -path '*/fuzz/*'
done >"$work/sources"

# compile NAME FLAGS...: every source, two at a time
compile() {
  name=$1
  shift
  echo "$name: $(wc -l <"$work/sources") sources"
  xargs -P "${NOMS_JOBS:-2}" -I{} clang++-14 -std=c++20 -fno-exceptions -fno-rtti -Wall -Wextra -Werror -Isrc -isystem "$work" "$@" {} <"$work/sources"
}

if [ -f build/wasm/noms.wasm ] && [ -z "$(find src/noms -name '*.cpp' -newer build/wasm/noms.wasm | head -1)" ]; then
  echo "clang, no exceptions, no RTTI, WebAssembly: compiled and linked in build/wasm"
  exit 0
fi
compile "clang, no exceptions, no RTTI" -fsyntax-only
if [ -d /usr/include/wasm32-wasi ] && [ -d /usr/lib/llvm-14/include/wasm32-wasi ]; then
  compile "WebAssembly" --target=wasm32-wasi -Oz -DBOOST_NO_EXCEPTIONS -DBOOST_SYSTEM_DISABLE_THREADS \
    -include cmake/libcxx14_ranges.h -c -o /dev/null
else
  echo "WebAssembly: its libraries are not installed" >&2
  exit 1
fi
