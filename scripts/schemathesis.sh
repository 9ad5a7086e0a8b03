#!/usr/bin/env bash
# Asks the REST API of the release build everything that its own description allows, and much that it forbids: no answer
# may be an error of ours, or one that the description does not know. Arguments go to schemathesis.
source "$(dirname "$0")/env.sh"

version=4.32.5
venv=target/schemathesis-venv
work=target/schemathesis
program=target/release/leads-tickets
[ -x "$program" ] || fail "There is no $program; make build writes it."

if [ "$("$venv/bin/schemathesis" --version 2>/dev/null | awk '{ print $NF }')" != $version ]; then
  echo "installing schemathesis $version…"
  rm -rf "$venv"
  python3 -m venv "$venv" || fail 'Python cannot make an environment. On Debian: apt-get install python3-venv'
  "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version" ||
    fail 'pip could not install schemathesis; the lines above say why.'
fi
schemathesis=$PWD/$venv/bin/schemathesis
settings=$PWD/scripts/schemathesis.toml

# Left behind after the run, for looking at what a failed check has done.
rm -rf "$work"
mkdir -p "$work"
database=sqlite://$work/leads-tickets.db
files=$("$program" key schemathesis --database-url "$database")
reads=$("$program" key schemathesis --reads --database-url "$database")

server=
finish() {
  local status=$?
  trap - EXIT
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# One line a request would drown what the server has to say.
LEPTOS_SITE_ROOT=target/site LEPTOS_HASH_FILES=true RUST_LOG=warn \
  "$program" serve --database-url "$database" --addr 127.0.0.1:0 >"$work/server.log" 2>&1 &
server=$!
for _ in {1..300}; do
  address=$(sed -n 's|.* is at \(http://[0-9.:]*\)$|\1|p' "$work/server.log")
  [ -z "$address" ] || break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -n "$address" ] || fail "The server does not start: $(cat "$work/server.log")"

# A value that agents may get wrong is described as any value, so what the description forbids must be refused:
# negative_data_rejection holds. The other way round it does not: a moment in the future, a cursor that we never gave or
# NUL in a text fits the description and is refused all the same, so positive_data_acceptance would be wrong. Nothing can
# be deleted by this API, and what becomes of what was made is for the tests in tests/integration.
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance
checks+=,response_schema_conformance,negative_data_rejection,unsupported_method,allow_header_conformance,ignored_auth

# Proxies lead to the world outside.
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
# Whatever schemathesis writes stays in its folder.
cd "$work" || exit

# run KEY OPTIONS...: the seed makes every run the same.
run() {
  local key=$1
  shift
  "$schemathesis" --no-color --config-file "$settings" run "$address/api/v1/openapi.json" --header "Authorization: Bearer $key" \
    --checks "$checks" --seed 20261123 --generation-database none --rate-limit auto --request-timeout 30 \
    --continue-on-failure "$@"
}

result=ok
printf '\n-- with a key that files and reads\n'
run "$reads" --max-examples 150 "$@" || result=FAILED
printf '\n-- with a key that only files\n'
run "$files" --phases coverage,fuzzing --max-examples 20 "$@" || result=FAILED

if grep -E 'panicked|ERROR' server.log; then
  echo 'The server has logged errors: see the lines above.'
  result=FAILED
fi
[ $result = ok ]
