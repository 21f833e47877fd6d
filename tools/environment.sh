#!/usr/bin/env bash
# Make .venv with Python 3.11 and the exact packages of requirements.txt; with the word "tests" also
# what the tests need. A second run finds everything in place and ends at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

TEST_PACKAGES="chromium webkit2gtk-driver xvfb postgresql fonts-noto-core fonts-dejavu-core poppler-utils"
LISTS_FRESH=""

fail() { printf '%s\n' "$@" >&2; exit 1; }
can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# Debian packages, where this user may install them. Old package lists name files that are gone, so they come first.
apt_install() {
  if [ -z "$LISTS_FRESH" ]; then apt-get update -q </dev/null >&2; LISTS_FRESH=yes; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" </dev/null >&2
}

is_python311() { "$1" -c 'import sys, sqlite3, ssl; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; }
has_ensurepip() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Print a Python 3.11 that can make an environment, or nothing.
find_python() {
  local candidate
  for candidate in ${PYTHON:-} $(type -ap python3.11 python3 python || true) "$HOME"/.pyenv/versions/3.11*/bin/python3; do
    if is_python311 "$candidate" && has_ensurepip "$candidate"; then echo "$candidate"; return; fi
  done
}

usable_python() {
  local python
  python="$(find_python)"
  if [ -z "$python" ] && can_apt; then
    apt_install python3.11 python3.11-venv || true
    python="$(find_python)"
  fi
  [ -n "$python" ] || fail "Intake needs Python 3.11 with its venv module, and none was found." \
    "On Debian or Ubuntu:  apt-get install python3.11 python3.11-venv" \
    "Elsewhere install Python 3.11 and name it:  make install PYTHON=/path/to/python3.11"
  echo "$python"
}

# Install one list of packages unless the very same list went in before.
install_list() {
  local list="$1" mark=".venv/installed-$2"
  if cmp -s "$list" "$mark"; then return; fi
  echo "Installing the packages of $list …"
  .venv/bin/python -m pip install -q -r "$list" </dev/null
  cp "$list" "$mark"
}

missing_for_tests() {
  command -v ${CHROMIUM:-chromium chromium-browser} >/dev/null || echo chromium
  command -v WebKitWebDriver >/dev/null || echo webkit2gtk-driver
  command -v Xvfb >/dev/null || echo xvfb
  if [ -z "${TEST_DATABASE_URL:-}" ]; then
    compgen -G "${PG_BIN:-/usr/lib/postgresql/*/bin}/initdb" >/dev/null || echo postgresql
  fi
  compgen -G "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.*" >/dev/null || echo fonts-noto-core
  compgen -G "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf" >/dev/null || echo fonts-dejavu-core
  command -v pdftotext >/dev/null || echo poppler-utils
}

install_for_tests() {
  local missing
  missing="$(missing_for_tests | tr '\n' ' ')"
  [ -n "$missing" ] || return 0
  if can_apt; then
    echo "Installing from Debian: $missing"
    # shellcheck disable=SC2086 — a list of names
    apt_install $missing || fail "apt-get could not install: $missing"
    missing="$(missing_for_tests | tr '\n' ' ')"
  fi
  [ -z "$missing" ] || fail "The tests need what is not on this machine: $missing" \
    "As root on Debian:  apt-get install $TEST_PACKAGES"
}

if ! is_python311 .venv/bin/python || [ ! -e .venv/bin/pip ]; then
  python="$(usable_python)"
  echo "Making .venv with $python …"
  rm -rf .venv
  "$python" -m venv .venv
fi
install_list requirements.txt run
if [ "${1:-}" = tests ]; then
  install_list tests/requirements.txt tests
  install_for_tests
fi
