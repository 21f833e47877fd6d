#!/usr/bin/env bash
# Make .venv (or the folder that VENV names) with the exact packages of requirements.txt; with the word "quick" also what
# the quick tests need, with the word "tests" what all tests need, with the word "mutants" what the quick tests and
# `make mutants` need. A second run finds everything and ends at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV="${VENV:-.venv}"
VERSIONS="3.14 3.13 3.12 3.11"
TEST_PACKAGES="chromium webkit2gtk-driver xvfb postgresql fonts-noto-core fonts-dejavu-core poppler-utils"
TEST_PACKAGES="$TEST_PACKAGES nginx-light caddy openssl systemd"
LISTS_FRESH=""

fail() { printf '%s\n' "$@" >&2; exit 1; }
can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# Debian packages, where this user may install them. Old package lists name files that are gone, so they come first.
apt_install() {
  if [ -z "$LISTS_FRESH" ]; then apt-get update -q </dev/null >&2; LISTS_FRESH=yes; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" </dev/null >&2
}

# One of VERSIONS, able to make an environment. A shim that stands for no installed Python fails here too.
is_usable() {
  "$1" -c 'import ensurepip, venv, sqlite3, ssl, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
    >/dev/null 2>&1
}

# Print the Python to use: the one that PYTHON names, else the machine's own where it is new enough, else another.
find_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    if is_usable "$PYTHON"; then echo "$PYTHON"; fi
    return
  fi
  # shellcheck disable=SC2086 — a list of names
  for candidate in $(type -ap python3 $(printf 'python%s ' $VERSIONS) python || true); do
    if is_usable "$candidate"; then echo "$candidate"; return; fi
  done
}

usable_python() {
  local python
  python="$(find_python)"
  if [ -z "$python" ] && [ -z "${PYTHON:-}" ] && can_apt; then
    apt_install python3 python3-venv || true
    python="$(find_python)"
  fi
  [ -n "$python" ] || fail "Intake needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module, and none was found." \
    "On Debian or Ubuntu:  apt-get install python3 python3-venv" \
    "Elsewhere install one and name it:  make install PYTHON=/path/to/python3"
  echo "$python"
}

# pip's own output, as one line that moves on a terminal and as silence elsewhere.
progress() {
  local terminal=0
  if [ -t 1 ]; then terminal=1; fi
  awk -v total="$1" -v terminal="$terminal" '
    function line(words) { if (terminal) { printf "\r  %-40s", words; fflush() } }
    /^(Collecting|Requirement already satisfied)/ { count++; line(count " of " total " found") }
    /^Installing collected packages/ { line("putting them in place …") }
    END { line("done"); if (terminal) print "" }'
}

# Install one list of packages unless the very same list went in before.
install_list() {
  local list="$1" mark="$VENV/installed-$2" total
  if cmp -s "$list" "$mark"; then return; fi
  total="$(grep -c '^[A-Za-z]' "$list")"
  echo "Installing the $total packages of $list. This takes a minute or two the first time."
  "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check --progress-bar off -r "$list" \
    </dev/null 2>"$VENV/pip-errors" | progress "$total" || fail "$(cat "$VENV/pip-errors")" "" "pip could not install $list."
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
  PATH="$PATH:/usr/sbin" command -v nginx >/dev/null || echo nginx-light
  command -v caddy >/dev/null || echo caddy
  command -v openssl >/dev/null || echo openssl
  command -v systemd-analyze >/dev/null || echo systemd
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

if ! is_usable "$VENV/bin/python" || [ ! -e "$VENV/bin/pip" ]; then
  python="$(usable_python)"
  echo "Making $VENV with $("$python" --version) …"
  rm -rf "$VENV"
  "$python" -m venv "$VENV"
fi
install_list requirements.txt run
case "${1:-}" in
  quick) install_list tests/requirements.txt tests ;;
  tests) install_list tests/requirements.txt tests; install_for_tests ;;
  mutants) install_list tests/requirements.txt tests; install_list tools/mutants/requirements.txt mutants ;;
esac
