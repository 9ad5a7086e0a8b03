#!/usr/bin/env bash
# What is worth knowing after every change: format, lints of both targets, unit tests.
source "$(dirname "$0")/env.sh"

cargo fmt --check
scripts/clippy.sh server
scripts/clippy.sh browser
cargo test --release --lib
