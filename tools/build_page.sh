#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the page: build_page.sh [FOLDER], build/page without it. FOLDER/noms.html is one file that runs without a network;
# FOLDER/site is the same in files named by their hash, for a server. Needs what build_wasm.sh needs, and node with npm.
# Exit code 3: npm cannot give the packages of web/package-lock.json, which are then not there.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-build/page}
tools/build_wasm.sh
if ! cmp -s web/package-lock.json web/node_modules/.noms-lock; then
  (cd web && npm ci --ignore-scripts --no-audit --no-fund >/dev/null) || { echo "npm cannot install the packages of the page" >&2; exit 3; }
  cp web/package-lock.json web/node_modules/.noms-lock
fi
web/node_modules/.bin/tsc --noEmit -p web
node web/build.mjs build/wasm/noms.wasm build/wasm/spanish.pack "$folder"
