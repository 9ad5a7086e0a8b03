#!/usr/bin/env bash
# Everything that must hold: format, lints, Rust tests on SQLite and PostgreSQL, the API's description, browser tests.
# Prints minutes per stage, and as its last line the totals of all tests.
source "$(dirname "$0")/env.sh"

logs=target/test-logs
rm -rf "$logs"
mkdir -p "$logs"
postgres=$(mktemp -d)
running=
passed=0 failed=0 skipped=0
rows=()

# The sample is not part of the project; its tests run where it lies beside it.
sample=../shared/data/conversations.ndjson.gz
if [ -z "${LT_SAMPLE:-}" ] && [ -f "$sample" ]; then LT_SAMPLE=$(realpath "$sample"); fi
[ -z "${LT_SAMPLE:-}" ] || export LT_SAMPLE

minutes() { printf '%d.%d' $(($1 / 60)) $(($1 % 60 / 6)); }

# Adds what the runner's own lines in the log say to the totals.
count() {
  local p f s
  read -r p f s < <(sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^test result: / { p += $4; f += $6; s += $8 }            # cargo test
    /^ +[0-9]+ passed( \(|$)/ { p += $1 }                     # Playwright
    /^ +[0-9]+ (failed|interrupted)$/ { f += $1 }
    /^ +[0-9]+ flaky$/ { p += $1 }
    /^ +[0-9]+ (skipped|did not run)$/ { s += $1 }
    END { print p + 0, f + 0, s + 0 }')
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  counted_failed=$f
}

# NAME COMMAND...: runs a stage, keeps its output in a log and its minutes for the table.
stage() {
  local name=$1 began=$SECONDS result=ok counted_failed=0
  local log="$logs/${name// /-}.log"
  shift
  printf '\n== %s\n' "$name"
  # In the background and in a process group of its own: so a signal is answered at once, and the
  # whole group can be stopped.
  set -m
  ("$@" 2>&1 | tee -i "$log") </dev/null &
  running=$!
  set +m
  wait "$running" || result=FAILED
  running=
  count "$log"
  # A failed stage that names no failed test (a lint, a build) counts as one.
  if [ $result = FAILED ] && [ "$counted_failed" = 0 ]; then failed=$((failed + 1)); fi
  rows+=("$(printf '%-24s %-7s %7s' "$name" $result "$(minutes $((SECONDS - began)))")")
  [ $result = ok ]
}

finish() {
  local status=$?
  trap - EXIT
  trap '' INT TERM
  if [ -n "$running" ]; then
    # INT is the signal at which Playwright stops the server and the browsers that it has started.
    kill -INT -- "-$running" 2>/dev/null || true
    for _ in {1..100}; do
      kill -0 "$running" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$running" 2>/dev/null || true
    rows+=('interrupted')
  fi
  scripts/postgres.sh stop "$postgres" 2>/dev/null || rmdir "$postgres" 2>/dev/null || true

  printf '\n%-24s %-7s %7s\n' stage result minutes
  if [ ${#rows[@]} -gt 0 ]; then printf '%s\n' "${rows[@]}"; fi
  printf '%-24s %-7s %7s\n' total '' "$(minutes $SECONDS)"
  grep -h '^WASM: ' "$logs"/WASM-size.log 2>/dev/null || true
  [ -n "${LT_SAMPLE:-}" ] || echo 'The tests on the sample file did not run: LT_SAMPLE is not set.'
  [ -z "${LT_SKIP_SPREADSHEET:-}" ] || echo 'No spreadsheet has opened an export: LT_SKIP_SPREADSHEET is set.'
  [ $status = 0 ] || echo "FAILED. The output of every stage is in $logs."
  printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# bash ignores set -e in what stands before an ||, as these two do; hence "|| return".
# In release, so that the dependencies are compiled once for the program and for its tests.
rust_tests() {
  LT_TEST_POSTGRES=$(scripts/postgres.sh start "$postgres") || return
  export LT_TEST_POSTGRES
  cargo test --release --no-fail-fast
}

browser_tests() {
  cd end2end || return
  # A server that an interrupted run left behind must not stand in the way.
  E2E_PORT=$(node -e 'require("net").createServer().listen(0, "127.0.0.1", function () {
    console.log(this.address().port)
    this.close()
  })') || return
  export E2E_PORT
  # All eight kinds of browser are for `make e2e`.
  CI=1 E2E_PROJECTS=pairs playwright test
}

stage 'tools' scripts/tools.sh
stage 'system packages' scripts/system.sh
stage 'format' cargo fmt --check
stage 'browser test types' tsc -p end2end
stage 'clippy server' scripts/clippy.sh server
stage 'clippy browser' scripts/clippy.sh browser
stage 'release build' scripts/build.sh
stage 'WASM size' scripts/wasm-size.sh
# None of these depends on another, so each has its say.
all=ok
stage 'Rust tests' rust_tests || all=FAILED
stage 'API description' scripts/schemathesis.sh || all=FAILED
stage 'browser tests' browser_tests || all=FAILED
[ $all = ok ]
