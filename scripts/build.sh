#!/usr/bin/env bash
# Release build: target/release/leads-tickets, hash.txt beside it, target/site.
# With --if-changed, nothing happens while no source is newer than the last build.
source "$(dirname "$0")/env.sh"

stamp=target/.built
sources=(src style public migrations Cargo.toml Cargo.lock rust-toolchain.toml .cargo)

up_to_date() {
  [ -x target/release/leads-tickets ] && [ -f target/release/hash.txt ] && [ -d target/site/pkg ] && [ -f "$stamp" ] &&
    [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]
}

if [ "${1:-}" = --if-changed ] && up_to_date; then
  echo 'no source has changed since the last build'
  exit 0
fi

for tool in cargo-leptos wasm-bindgen wasm-opt; do
  # cargo-leptos would otherwise download what it does not find.
  command -v "$tool" >/dev/null || fail "$tool is missing; scripts/tools.sh installs it."
done

mkdir -p target
rm -f "$stamp"
# The time at which the build began counts, so that what is saved during it is not taken for built.
touch target/.building
# Called by its own name: through "cargo leptos" rustup may put other directories in front of PATH.
# -P writes the .br and .gz of every file of the site.
cargo-leptos build --release -P
mv target/.building "$stamp"
