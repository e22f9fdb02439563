#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Draws docs/images/sheet.png, the picture of README.md, with Debian's chromium: render_sheet.sh [PROGRAM]
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${1:-build/release/noms}" assess --format html --output "$work/sheet.html" samples/figure-3-t10-nsclc.json
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=900,1145 \
  --screenshot="$PWD/docs/images/sheet.png" "file://$work/sheet.html" >/dev/null 2>&1
