#!/usr/bin/env bash
# A throw-away PostgreSQL for the tests.
#   start DIR   starts it in DIR on a free loopback port and prints its address
#   stop DIR    stops it and removes what start put into DIR
#   where       prints the directory of its programs
source "$(dirname "$0")/env.sh"

find_programs() {
  local newest
  # Debian keeps them out of PATH, one directory a version.
  newest=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1 || true)
  newest=${newest:-$(command -v initdb || true)}
  [ -n "$newest" ] || fail 'PostgreSQL is missing. On Debian: apt-get install postgresql'
  dirname "$newest"
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [ -n "$owner" ]; then runuser -u "$owner" -- "$@"; else "$@"; fi
}

start() {
  mkdir -p "$dir"
  [ -z "$owner" ] || chown "$owner" "$dir"
  cd "$dir"
  as_owner test -w "$dir" || fail "The user $owner cannot reach $dir."

  # Under the plain C locale pg_trgm would see no Arabic letters.
  as_owner "$programs/initdb" -D "$dir/data" -U postgres --auth=trust --locale=C.UTF-8 --encoding=UTF8 >"$dir/initdb.log" 2>&1 ||
    fail "initdb failed: $(cat "$dir/initdb.log")"
  # The data need not survive anything, so nothing waits for the disk.
  cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
CONF

  # Below the ports that systems hand out themselves; the next one is tried when somebody has it.
  local port
  for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 12000))
    if as_owner "$programs/pg_ctl" -D "$dir/data" -w -t 60 -o "-p $port" -l "$dir/server.log" start >/dev/null 2>&1; then
      echo "postgres://postgres@127.0.0.1:$port"
      return
    fi
  done
  fail "PostgreSQL does not start: $(tail -n 20 "$dir/server.log")"
}

stop() {
  if [ -f "$dir/data/postmaster.pid" ]; then
    (cd "$dir" && as_owner "$programs/pg_ctl" -D "$dir/data" -w -m immediate stop >/dev/null) || true
  fi
  rm -rf "$dir/data" "$dir/initdb.log" "$dir/server.log"
  rmdir "$dir" 2>/dev/null || true
}

programs=$(find_programs)
owner=
if [ "$(id -u)" = 0 ]; then
  # The package makes the user postgres; elsewhere anybody but root will do.
  if id postgres >/dev/null 2>&1; then owner=postgres; else owner=nobody; fi
fi

case "${1:-}" in
  where) echo "$programs" ;;
  start | stop)
    [ -n "${2:-}" ] || fail "usage: $0 $1 DIR"
    dir=$(realpath -m "$2")
    "$1"
    ;;
  *) fail "usage: $0 start DIR | stop DIR | where" ;;
esac
