#!/usr/bin/env bash
# From a fresh clone to a running server. make run ADDR=127.0.0.1:8080 takes another address.
source "$(dirname "$0")/env.sh"

scripts/tools.sh
scripts/build.sh --if-changed

program=target/release/leads-tickets
database=data/leads-tickets.db
# The file wins over what the environment may say, as it is what the next lines look at.
options=(--database-url "sqlite://$database")

if [ ! -e "$database" ]; then
  echo 'filling the database with demo data…'
  mkdir -p data
  # A half filled database must not pass for a finished one the next time.
  trap 'rm -f "$database" "$database"-wal "$database"-shm' EXIT
  "$program" demo "${options[@]}"
  trap - EXIT
fi

export LEPTOS_SITE_ROOT=target/site LEPTOS_HASH_FILES=true
exec "$program" serve --demo "${options[@]}" --addr "${ADDR:-127.0.0.1:3000}"
