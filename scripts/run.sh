#!/usr/bin/env bash
# From a fresh clone to a running server. make run ADDR=127.0.0.1:8080 takes another address.
source "$(dirname "$0")/env.sh"

scripts/tools.sh
scripts/build.sh --if-changed

database=data/leads-tickets.db
[ -e "$database" ] || echo 'filling the database with demo data…'
export LEPTOS_SITE_ROOT=target/site LEPTOS_HASH_FILES=true
exec target/release/leads-tickets serve --demo --database-url "sqlite://$database" --addr "${ADDR:-127.0.0.1:3000}"
