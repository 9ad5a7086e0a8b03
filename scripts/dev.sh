#!/usr/bin/env bash
# Rebuilds and reloads at every change, with the environment of the other scripts.
source "$(dirname "$0")/env.sh"
export LT_DEMO=true
exec cargo-leptos watch
