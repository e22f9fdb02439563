#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the packages of tools/packages.txt that are missing: install_packages.sh run [test [page [ci]]]
set -eu
list="$(dirname "$0")/packages.txt"
missing=""
for when in "$@"; do
  for package in $(sed -n "s/^$when  *//p" "$list"); do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    # A command of the same name from elsewhere will do (node with its own npm).
    [ "$state" = "install ok installed" ] || command -v "$package" >/dev/null || missing="$missing $package"
  done
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Please install as root:$missing" >&2; exit 1; }
  as_root="sudo"
fi
echo "Installing:$missing" >&2
install() {
  # shellcheck disable=SC2086  # a list of names
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing </dev/null >&2
}
install || { $as_root apt-get update </dev/null >&2 && install; }
