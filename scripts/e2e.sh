#!/usr/bin/env bash
# The browser tests, against the release build. Arguments go to Playwright.
source "$(dirname "$0")/env.sh"

scripts/tools.sh
scripts/system.sh
scripts/build.sh --if-changed
cd end2end
exec playwright test "$@"
