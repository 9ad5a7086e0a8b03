#!/usr/bin/env bash
# Files whole conversations, each with its record, through the REST API of Leads & Tickets: what import.py does, in
# small and one line after the other. Needs curl 7.71, jq 1.6 and gzip.
#
#   LT_URL=https://leads.example.com LT_KEY=lt_… ./import.sh FILE.ndjson[.gz]      (- for standard input)
# shellcheck disable=SC2016 # What stands in single quotes are variables of jq.
set -euo pipefail

[ $# = 1 ] || { echo "usage: LT_URL=… LT_KEY=… $0 FILE.ndjson[.gz]" >&2; exit 2; }
api=${LT_URL:?say where the server is}
api=${api%/}/api/v1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In a file, as everybody on the machine can see the arguments of a program.
printf 'Authorization: Bearer %s\nContent-Type: application/json\n' "${LT_KEY:?give an API key}" >"$work/headers"
line=$work/line body=$work/body answer=$work/answer reason=
records=0 messages=0 conversations=0 there=0 failed=0 number=0

totals() {
  printf 'Filed %s records and %s messages from %s conversations. Already there: %s. Failed: %s.\n' \
    $records $messages $conversations $there $failed
}

# post PATH [IDEMPOTENCY-KEY]: sends the body. After 429, 503 and broken connections curl itself tries again, and waits
# for as long as Retry-After says.
post() {
  local status tries=0
  while :; do
    status=$(curl -sS --retry 6 --retry-connrefused --retry-all-errors --max-time 60 -H @"$work/headers" \
      ${2:+-H "Idempotency-Key: $2"} --data-binary @"$body" -o "$answer" -w '%{http_code}' "$api$1") ||
      { totals; exit 1; }
    [[ $status != 2* ]] || return 0
    reason="$status $(jq -r '[.errors[]? // . | "\(.pointer // .title): \(.detail)"] | join("; ")' "$answer" 2>&1)"
    case $status in 401 | 403) echo "Stopped: $reason" >&2; totals; exit 1 ;; esac
    grep -qs '#in-flight"' "$answer" && [ $((tries += 1)) -le 10 ] || return 1
    sleep 1
  done
}

# make FILTER [OPTIONS...]: writes the next body from the line.
make() { reason=$(jq -c "${@:2}" "def given: with_entries(select(.value != null)); $1" "$line" 2>&1 >"$body"); }

# Files what is not there yet of the line. Each step can be repeated: an external id is one conversation, messages are
# sent under an idempotency key, and a conversation has one record of each type.
file_line() {
  local id position created total said=0 new=0
  make 'if type == "object" and (.id | type == "string" and test("\\S")) then . else error("there is no id") end
    | {external_id: .id, channel, language, started_at} | given' && post /conversations || return
  read -r id position created < <(jq -r '"\(.id) \(.messages) \(.created)"' "$answer")
  [ "$created" = false ] || new=1
  # As many messages as go into one request: 500, and 256 KiB.
  while make '{messages: [label $full | foreach (.messages // [])[$from:$from + 500][] as $m ({count: 0, bytes: 15};
      {count: (.count + 1), bytes: (.bytes + 1 + ($m | tojson | utf8bytelength))};
      if .count > 1 and .bytes > 262144 then break $full else $m | {from, text, at} | given end
    )]} | select(.messages != [])' --argjson from "$position" && [ -s "$body" ]; do
    post "/conversations/$id/messages" "import-$id-$position-$(cksum <"$body" | tr ' ' -)" || return
    total=$(jq .messages "$answer")
    said=$((said + total - position)) position=$total new=1
  done
  [ -z "$reason" ] || return
  make '.record | values | {type, conversation: $id, name, phone, email, company, description, filed_at,
    fields: [(.fields // [])[] | select(.value != null) | {"label", icon, kind, value} | given]} | given' \
    --arg id "$id" || return
  if [ -s "$body" ]; then
    post /records || return
    [ "$(jq .created "$answer")" = false ] || records=$((records + 1)) new=1
  fi
  messages=$((messages + said)) conversations=$((conversations + new)) there=$((there + 1 - new))
}

gzip -dcf -- "$1" >"$work/lines"
while IFS= read -r text || [ -n "$text" ]; do
  number=$((number + 1))
  [ -n "${text//[[:space:]]/}" ] || continue
  printf '%s\n' "$text" >"$line"
  file_line || { failed=$((failed + 1)); echo "line $number: $reason; skipped" >&2; }
  [ $((number % 100)) != 0 ] || echo "$number lines so far …" >&2
done <"$work/lines"
totals
[ "$failed" = 0 ]
