#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# independent.sh WRITE_CASES EDITION: the exported model and its cases through dmn-moddle and feelin. 77 where npm is not there.
set -eu
cd "$(dirname "$0")"
skip() {
  echo "SKIPPED: $1" >&2
  exit 77
}
command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are not installed"
if [ ! -d node_modules/feelin ] || [ ! -d node_modules/dmn-moddle ]; then
  npm ci --ignore-scripts --no-audit --no-fund >/dev/null 2>&1 || skip "npm cannot install dmn-moddle and feelin"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" "$2" "$work/model.dmn" "$work/cases.ndjson"
node independent.mjs "$work/model.dmn" "$work/cases.ndjson"
# A spoiled copy must not pass: one cell of the treatment table.
sed '0,/&quot;cebrt&quot;<\/text>/s//\&quot;ssrs\&quot;<\/text>/' "$work/model.dmn" >"$work/spoiled.dmn"
! cmp -s "$work/model.dmn" "$work/spoiled.dmn" || { echo "the edit changes nothing" >&2; exit 1; }
if node independent.mjs "$work/spoiled.dmn" "$work/cases.ndjson" --first >/dev/null 2>&1; then
  echo "a spoiled model passes" >&2
  exit 1
fi
