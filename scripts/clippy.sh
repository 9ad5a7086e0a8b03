#!/usr/bin/env bash
# Lints one of the two programs that this crate is: server or browser.
source "$(dirname "$0")/env.sh"

case "${1:-}" in
  server) cargo clippy --all-targets -- -D warnings ;;
  browser) cargo clippy --lib --target wasm32-unknown-unknown --no-default-features --features hydrate -- -D warnings ;;
  *) fail "usage: $0 server|browser" ;;
esac
