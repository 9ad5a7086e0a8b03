#!/usr/bin/env bash
# Fails when the WASM of the release build grows over its budget, counted as it travels: in brotli.
source "$(dirname "$0")/env.sh"

# All that is done in the browser; what a first visit may cost in all is a question of its own.
budget=700000

size() { wc -c <"$1" | tr -d ' '; }

shopt -s nullglob
files=(target/site/pkg/*.wasm)
[ ${#files[@]} = 1 ] || fail "target/site/pkg holds ${#files[@]} WASM files instead of one; make build writes it."
wasm=${files[0]}
if [ -f "$wasm.br" ]; then
  brotli=$(size "$wasm.br")
else
  brotli=$(node -p 'require("zlib").brotliCompressSync(require("fs").readFileSync(process.argv[1])).length' "$wasm")
fi

echo "WASM: $(size "$wasm") bytes, $brotli in brotli, budget $budget"
[ "$brotli" -le "$budget" ] || fail "The WASM is $((brotli - budget)) bytes over its budget."
