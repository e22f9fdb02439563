#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The requests of the tests as seeds, one a file: seeds.sh SOURCE_FOLDER SEED_FOLDER. Before each stands a byte that says into what
# parts the target cuts it.
set -eu
mkdir -p "$2"
number=0
grep -v '^#' "$1/tests/commands/serve/requests.txt" | while IFS= read -r line; do
  number=$((number + 1))
  printf '%b' "a${line#* }" >"$2/$number"
done
