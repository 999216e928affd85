#!/usr/bin/env bash
# Installs the Debian packages that the tests use, says which, and runs the tests.
#   fonts-noto-core, fonts-noto-cjk   fonts for Arabic and Chinese in PDF
#   poppler-utils                     pdftotext, an independent reader of our PDF
#   libreoffice-writer-nogui          an independent reader of our Word files, without a screen
# Without root, or elsewhere than on Debian, nothing is installed: tests that need a package say so and pass.
set -euo pipefail
cd "$(dirname "$0")"

packages="fonts-noto-core fonts-noto-cjk poppler-utils libreoffice-writer-nogui"
missing=""
if command -v dpkg-query >/dev/null; then
  for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
  done
fi
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then
    echo "installing:$missing"
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
  else
    echo "not installed (no root):$missing"
  fi
fi

cargo test --workspace "$@"
