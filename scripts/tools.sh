#!/usr/bin/env bash
# Installs what a build needs and is not here yet. With everything in place it takes no time.
source "$(dirname "$0")/env.sh"

cargo_leptos=0.3.10
# The CLI refuses a WASM made with any other version of the library, so Cargo.toml pins it and decides.
wasm_bindgen=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' Cargo.toml)
[ -n "$wasm_bindgen" ] || fail 'Cargo.toml has no line of the form wasm-bindgen = "=1.2.3".'

# The second word of what PROGRAM --version says; nothing when it is not installed.
version() {
  "$1" --version 2>/dev/null | awk 'NR == 1 { print $2 }' || true
}

# PROGRAM CRATE VERSION MINUTES FLAGS...: installs the crate unless PROGRAM is of that version.
ensure() {
  local program=$1 crate=$2 wanted=$3 minutes=$4 found
  shift 4
  found=$(version "$program")
  [ "$found" != "$wanted" ] || return 0
  [ -z "$found" ] || echo "$program $found is here, $wanted is needed"

  if cargo binstall -V >/dev/null 2>&1; then
    echo "installing $crate $wanted, ready-made…"
    # Where no ready-made one exists, the build below is quicker than the one binstall would start.
    if cargo binstall --no-confirm --force --disable-strategies compile "$crate@$wanted"; then return 0; fi
  fi
  echo "installing $crate $wanted, about $minutes minutes the first time…"
  # It is only a tool: without optimization and debug data it compiles in half the time.
  CARGO_PROFILE_DEV_DEBUG=0 cargo install --debug --force "$@" "$crate" --version "$wanted" ||
    fail "cargo could not install $crate $wanted; the lines above say why."
  hash -r
  found=$(version "$program")
  [ "$found" = "$wanted" ] ||
    fail "$crate $wanted is installed, but $(command -v "$program" || echo "no $program") comes first in PATH (version ${found:-unknown})."
}

command -v cargo >/dev/null || fail 'Rust is missing. Install it from https://rustup.rs, then try again.'
rustc --version >/dev/null ||
  fail 'Rust does not start. "rustup toolchain install" in this folder installs the version that rust-toolchain.toml names.'
command -v cc >/dev/null || fail 'A C compiler is missing (SQLite is compiled in). On Debian: apt-get install gcc libc6-dev'
command -v npm >/dev/null || fail 'Node is missing (20 or newer, with npm). See https://nodejs.org'
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || fail "Node $(node --version) is too old, 20 or newer is needed. See https://nodejs.org"

if [ ! -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ]; then
  command -v rustup >/dev/null ||
    fail 'This Rust has no wasm32-unknown-unknown target. Install Rust from https://rustup.rs, or the package of your system that holds it (Debian: libstd-rust-dev-wasm32).'
  echo 'installing the WASM target of Rust…'
  rustup target add wasm32-unknown-unknown
fi

ensure cargo-leptos cargo-leptos "$cargo_leptos" ten --locked
# Not --locked: its lock file names releases that have been withdrawn.
ensure wasm-bindgen wasm-bindgen-cli "$wasm_bindgen" five

# npm writes this file last, so it also tells whether an installation was cut short.
installed=end2end/node_modules/.package-lock.json
if [ ! end2end/package-lock.json -ot "$installed" ] || [ ! end2end/package.json -ot "$installed" ]; then
  echo 'installing the Node packages of end2end (wasm-opt, Playwright), about a minute…'
  # The browser comes from the system.
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci) ||
    fail 'npm could not install the packages of end2end, and wasm-opt, which the build needs, is one of them; the lines above say why.'
fi
