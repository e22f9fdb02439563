#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the core with its knowledge as one WebAssembly module: build_wasm.sh [OUTPUT], build/wasm/noms.wasm without it.
# Needs clang 14 with the libraries for wasm32-wasi and binaryen, see tools/packages.txt. Only changed sources are compiled.
set -eu
cd "$(dirname "$0")/.."
folder=build/wasm
output=${1:-$folder/noms.wasm}
mkdir -p "$folder/objects" "$folder/include"
ln -sfn /usr/include/boost "$folder/include/boost"  # Boost alone, without the C library of this machine
# put NAME FILE PACK: adds a file to a pack
put() { { printf '%s\n%s\n' "$1" "$(wc -c <"$2")"; cat "$2"; } >>"$3"; }
version=$(sed -n 's/^project(noms VERSION \([0-9.]*\) .*/\1/p' CMakeLists.txt)

# The knowledge as one text: name, size, bytes; and its hash, made as cmake/NomsHash.cmake does. The module holds what English
# needs; spanish.pack holds all of it, and a page fetches it when Spanish is asked for.
(cd knowledge && find . -name '*.md' -o -name '*.csv') | sed 's,^\./,,' | LC_ALL=C sort >"$folder/names"
: >"$folder/pack.new"
: >"$folder/spanish.pack.new"
: >"$folder/hashed"
while read -r name; do
  { printf '%s\n' "$name"; cat "knowledge/$name"; } >>"$folder/hashed"
  # The page neither reads doses nor measures images; the table of errors is for people and tests.
  case "$name" in dose_limits/* | imaging/* | errors.csv) continue ;; esac
  # The page reads tables only: prose between them and the blanks that line up their columns are left out.
  case "$name" in
    *.md) awk '/^---$/ { head++ } head < 2 || /^(---|[|#])/ || (/^$/ && last != "") { if (/^[|]/) gsub(/  +/, " "); print; last = $0 }' \
      "knowledge/$name" >"$folder/packed" ;;
    *) cp "knowledge/$name" "$folder/packed" ;;
  esac
  put "$name" "$folder/packed" "$folder/spanish.pack.new"
  [ "$name" = spanish.csv ] && continue
  awk -F'|' '
    !/^\|/ { rows = 0; print; next }
    rows++ == 0 { for (i in drop) delete drop[i]; for (i = 2; i < NF; ++i) if ($i ~ /^ *([a-z]+_)?es *$/) drop[i] = 1 }
    { line = ""; for (i = 2; i < NF; ++i) if (!(i in drop)) line = line "|" $i; print line "|" }' "$folder/packed" >"$folder/english"
  put "$name" "$folder/english" "$folder/pack.new"
done <"$folder/names"
hash=$(sha256sum "$folder/hashed" | cut -d' ' -f1)
rm "$folder/hashed" "$folder/packed" "$folder/english"
mv "$folder/pack.new" "$folder/pack"
mv "$folder/spanish.pack.new" "$folder/spanish.pack"
cat >"$folder/pack.S" <<ASSEMBLER
  .section .rodata.noms_pack,"",@
  .globl noms_pack_begin
  .globl noms_pack_end
noms_pack_begin:
  .incbin "$folder/pack"
noms_pack_end:
  .int8 0
  .size noms_pack_begin, $(wc -c <"$folder/pack")
  .size noms_pack_end, 1
  .globl noms_pack_sha256
  .section .rodata.noms_pack_sha256,"",@
noms_pack_sha256:
  .asciz "$hash"
  .size noms_pack_sha256, 65
  .globl noms_pack_version
  .section .rodata.noms_pack_version,"",@
noms_pack_version:
  .asciz "$version"
  .size noms_pack_version, $((${#version} + 1))
ASSEMBLER

flags="--target=wasm32-wasi -std=c++20 -Oz -flto -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections
  -fno-threadsafe-statics -Wall -Wextra -Werror -Isrc -isystem $folder/include -DBOOST_NO_EXCEPTIONS -DBOOST_SYSTEM_DISABLE_THREADS -DNDEBUG -include cmake/libcxx14_ranges.h"
core=$(sed -n 's/^noms_module(\([a-z_]*\) .* CORE[ )].*/\1/p' CMakeLists.txt)
for module in $core; do
  find "src/noms/$module" -name '*.cpp' ! -name "*_test.cpp" ! -path "*/fuzz/*"
done >"$folder/sources"
# shellcheck disable=SC2016  # expanded by the shells that xargs starts
FLAGS="$flags" FOLDER="$folder" xargs -P "${NOMS_JOBS:-2}" -I{} sh -c '
  object="$FOLDER/objects/$(printf %s "{}" | tr / _).o"
  if [ -f "$object" ] && [ -f "$object.d" ] && [ -z "$(find $(sed "s/^[^:]*://; s/\\\\$//" "$object.d") -newer "$object" | head -1)" ]; then exit 0; fi
  clang++-14 $FLAGS -MMD -MF "$object.d" -c {} -o "$object"' <"$folder/sources"

exports=""
for name in allocate release answer answer_size spanish vocabulary tables assess figures record; do
  exports="$exports -Wl,--export=noms_$name"
done
clang-14 --target=wasm32-wasi -c "$folder/pack.S" -o "$folder/pack.o"
objects=$(sed "s,/,_,g; s,.*,$folder/objects/&.o," "$folder/sources")
# shellcheck disable=SC2086  # lists of words
clang++-14 $flags -mexec-model=reactor $objects "$folder/pack.o" -fuse-ld=lld -Wl,--strip-all -Wl,--gc-sections -Wl,--lto-O2 -Wl,-z,stack-size=1048576 \
  $exports -o "$folder/linked.wasm"
wasm-opt -Oz --strip-debug --strip-producers "$folder/linked.wasm" -o "$folder/small.wasm"
mkdir -p "$(dirname "$output")"
[ "$output" = "$folder/small.wasm" ] || cp "$folder/small.wasm" "$output"
echo "$output: $(wc -c <"$output") bytes, $(gzip -9 -c "$output" | wc -c) with gzip" >&2
