# shellcheck shell=bash
# Sourced by every script here: strict mode, the project's folder, one set of build settings.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# wasm-opt comes from npm; cargo-leptos runs the first one it finds.
PATH="$PWD/end2end/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# .cargo/config.toml decides these. A value from the outside would build everything a second time,
# or in another place than the one the scripts look at.
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR

fail() {
  echo "$*" >&2
  exit 1
}
