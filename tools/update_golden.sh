#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Writes tests/pathway/golden anew from the samples: update_golden.sh [PROGRAM]. The hash of the knowledge is masked. A change of
# these files is a change of what a reader sees; where it changes advice, CHANGELOG.md says so under "Advice that changes".
set -eu
cd "$(dirname "$0")/.."
noms=${1:-build/release/noms}
golden=tests/pathway/golden
mkdir -p "$golden"
rm -f "$golden"/*.txt "$golden"/*.json
for sample in samples/*.json; do
  name=$(basename "$sample" .json)
  "$noms" assess "$sample" | sed -E 's/[0-9a-f]{64}/SHA256/' >"$golden/$name.txt"
  "$noms" assess --format json "$sample" | sed -E 's/[0-9a-f]{64}/SHA256/' >"$golden/$name.json"
done
git diff --stat -- "$golden" 2>/dev/null || true
