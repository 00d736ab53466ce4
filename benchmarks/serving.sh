#!/usr/bin/env bash
# What serving costs, and whether the project's bars are met: the native service and the same endpoints on ONNX Runtime, with the client on the same
# cores; the work without a server; start to first answer; weights that are replaced under load; many images by the tool. It ends with a table of all
# bars, and fails if one is missed. SECONDS_EACH=8 is how long each load takes; with it, all takes five to six minutes. Needs a linker.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
each=${SECONDS_EACH:-8} replacing=${SECONDS_REPLACING:-120} images=${IMAGES:-2000}
photo=$(realpath "${1:?serving.sh PHOTO.jpg}")
work=${SERVING_WORK:-$(mktemp -d)}
mkdir -p "$work"
export SERVING_RESULTS="$work/results.tsv"
: > "$SERVING_RESULTS"
result() { printf '%s\t%s\n' "$1" "$2" >> "$SERVING_RESULTS"; }

if [ ! -e "$work/large.onnx" ]; then
    dotnet run -c Release --project benchmarks -- export --network "Quarter" --packed "$work/small.packed" --onnx "$work/small.onnx"
    dotnet run -c Release --project benchmarks -- export --network "V1 1.0" --packed "$work/large.packed" --onnx "$work/large.onnx"
fi

dotnet publish -c Release benchmarks/ServingHost -o "$work/host" -v q
dotnet publish -c Release benchmarks/ServingPeer -o "$work/peer" -v q
dotnet publish -c Release benchmarks/ServingLoad -o "$work/load" -v q
dotnet publish -c Release src/Tool -o "$work/tool" -v q
host="$work/host/serving-host" load="$work/load/serving-load" tool="$work/tool/mobilenetgen"

mkdir -p "$work/net" "$work/photos"
echo '{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 128 }' > "$work/net/network.json"
"$host" pack "$work/other.packed" 2
result "files MB" "$(stat -c %s "$host" "$work/small.packed" | awk '{ sum += $1 } END { print sum / 1000000 }')"
result cores "$(nproc)"

# As docs/serving.md advises where memory counts; for both sides.
export DOTNET_GCgen0size=400000
echo "== without a server"
"$host" baseline "$work/small.packed" "$work/large.packed" "$photo" "$each"
echo "== start"
"$load" start "$host" "$work" "$photo" 20
echo "== saturated, and at 80 %"
"$load" compare "$host" "$work/peer/serving-peer" "$work" "$photo" "$each"
echo "== weights replaced each second"
"$load" replace "$host" "$work" "$photo" "$replacing" || echo "requests failed, or answers were mixed"

echo "== $images photos by the tool: on one thread, and on all"
for index in $(seq "$images"); do
    ln -sf "$photo" "$work/photos/$index.jpg"
done
classify() {
    rm -rf "$work/labels-$1.jsonl" "$work/labels-$1.jsonl.parts"
    "$tool" classify "$work/photos" -o "$work/labels-$1.jsonl" --network "$work/net/network.json" --weights "$work/small.packed" --threads "$1" | tee "$work/said"
    result "$2" "$(sed -n 's/.* s, \([0-9.]*\) a second on .*/\1/p' "$work/said")"
}
classify 1 "photos on one"
classify "$(nproc)" "photos on all"
cmp "$work/labels-1.jsonl" "$work/labels-$(nproc).jsonl"

echo "== bars"
"$load" bars "$SERVING_RESULTS"
