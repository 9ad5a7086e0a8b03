#!/usr/bin/env bash
# The pictures of the README, of a fresh demo on a free port: docs/screenshots. A server that runs already is left alone.
source "$(dirname "$0")/env.sh"

scripts/tools.sh
scripts/system.sh
scripts/build.sh --if-changed
exec node end2end/screenshots.mjs
