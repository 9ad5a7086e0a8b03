#!/usr/bin/env bash
# Serves the release build with a fresh demo database. Playwright starts this and stops it.
set -euo pipefail
cd "$(dirname "$0")/.."

program=target/release/leads-tickets
[ -x "$program" ] || { echo "There is no $program; make build writes it." >&2; exit 1; }

# Left behind after the run, for looking at what a failed test has done.
rm -rf target/e2e
mkdir -p target/e2e
database=sqlite://target/e2e/leads-tickets.db

export LEPTOS_SITE_ROOT=target/site LEPTOS_HASH_FILES=true
# One line a request would drown what the tests say.
export RUST_LOG=warn
export LT_DEMO_PASSWORD="${E2E_PASSWORD:-lamps-on-a-long-wire}"
exec "$program" serve --demo --database-url "$database" --addr "$1"
