#!/usr/bin/env bash
# The system packages that the tests need: a browser, PostgreSQL, a spreadsheet, and what the API's clients and its test are
# run by.
# Installs them where it may.
source "$(dirname "$0")/env.sh"

chromium=${CHROMIUM:-/usr/bin/chromium}

find_missing() {
  missing=()
  [ -x "$chromium" ] || missing+=(chromium)
  scripts/postgres.sh where >/dev/null 2>&1 || missing+=(postgresql)
  # Debian keeps ensurepip, which an environment needs, in a package of its own.
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  # It opens what we export. Whoever wants to do without it sets LT_SKIP_SPREADSHEET=1.
  [ -n "${LT_SKIP_SPREADSHEET:-}" ] || command -v "${SOFFICE:-soffice}" >/dev/null || missing+=(libreoffice-calc-nogui)
  command -v curl >/dev/null || missing+=(curl)
  command -v jq >/dev/null || missing+=(jq)
}

find_missing
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
  fail "Please install: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}
(A Chromium in another place than $chromium can be named by the variable CHROMIUM.)"
fi

echo "installing ${missing[*]} from the system's packages…"
"${as_root[@]}" apt-get update
# RUNLEVEL=1: without systemd, the PostgreSQL package would start a server of its own.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "${missing[@]}"
find_missing
[ ${#missing[@]} = 0 ] || fail "Installed, but still not found: ${missing[*]}."
