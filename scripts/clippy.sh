#!/usr/bin/env bash
# Lints one of the two programs that this crate is: server or browser. With the profiles and folders of the release
# build, so that what runs at build time (macros, build scripts) is compiled once for both.
source "$(dirname "$0")/env.sh"

case "${1:-}" in
  server) cargo clippy --release --all-targets -- -D warnings ;;
  browser)
    cargo clippy --lib --profile wasm-release --target-dir target/front --target wasm32-unknown-unknown \
      --no-default-features --features hydrate -- -D warnings
    ;;
  *) fail "usage: $0 server|browser" ;;
esac
