#!/usr/bin/env bash
# Rebuilds and reloads at every change, with the environment of the other scripts.
source "$(dirname "$0")/env.sh"
exec cargo-leptos watch
