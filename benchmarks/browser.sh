#!/usr/bin/env bash
# The table of docs/browser.md: MobileNetV1 0.25/128 in WebAssembly, in floats and in integers of 8 bits, and onnxruntime-web on the same network, all in
# Node and on one thread; what is published, as files and as a browser loads it. Needs node and npm; a minute or two.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quietly() { "$@" > "$work/said" 2>&1 || { cat "$work/said"; exit 1; }; }

model() { quietly dotnet run -c Release --project "$repository/benchmarks" -- export --network Quarter --packed "$work/packed" "$@"; }
model --onnx "$work/integers.onnx" --int8 "$work/integers.json"
model --onnx "$work/quarter.onnx"
quietly dotnet publish -c Release "$repository/benchmarks/Browser" "-p:Integers=$work/integers.json" -o "$work/published"
quietly npm install --prefix "$work" --no-save --no-audit --no-fund onnxruntime-web@1.30.0
cp "$repository/benchmarks/Browser/onnx.mjs" "$work"

node "$work/published/wwwroot/main.mjs"
node "$work/onnx.mjs" "$work/quarter.onnx"
size() { find "$work/published/wwwroot" -type f "$@" -printf '%s\n' | awk '{ sum += $1 } END { printf "%.1f MB", sum / 1e6 }'; }
echo "published: $(size), of which a browser loads $(size -name '*.br') where the server has Brotli and $(size ! -name '*.br' ! -name '*.gz') where it compresses nothing"
