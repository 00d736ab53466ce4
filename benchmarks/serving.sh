#!/usr/bin/env bash
# What serving costs: the native service and the same endpoints on ONNX Runtime, with the client on the same cores; the work without a server;
# start to first answer; weights that are replaced under load; many images by the tool. SECONDS_EACH=10 is how long each load takes. Needs a linker.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
each=${SECONDS_EACH:-10} replacing=${SECONDS_REPLACING:-120} images=${IMAGES:-2000}
photo=$(realpath "${1:?serving.sh PHOTO.jpg}")
work=${SERVING_WORK:-$(mktemp -d)}
mkdir -p "$work"

if [ ! -e "$work/large.onnx" ]; then
    dotnet run -c Release --project benchmarks -- export --network "Quarter" --packed "$work/small.packed" --onnx "$work/small.onnx"
    dotnet run -c Release --project benchmarks -- export --network "V1 1.0" --packed "$work/large.packed" --onnx "$work/large.onnx"
fi

dotnet publish -c Release benchmarks/ServingHost -o "$work/host" -v q
dotnet publish -c Release benchmarks/ServingPeer -o "$work/peer" -v q
dotnet publish -c Release benchmarks/ServingLoad -o "$work/load" -v q
dotnet publish -c Release src/Tool -o "$work/tool" -v q
tool="$work/tool/mobilenetgen"

mkdir -p "$work/net" "$work/photos"
echo '{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 128 }' > "$work/net/network.json"
"$work/host/serving-host" pack "$work/other.packed" 2

echo "== without a server"
"$work/host/serving-host" baseline "$work/small.packed" "$work/large.packed" "$photo" "$each"
echo "== start"
"$work/load/serving-load" start "$work/host/serving-host" "$work" "$photo" 20
echo "== saturated, and at 80 %"
"$work/load/serving-load" compare "$work/host/serving-host" "$work/peer/serving-peer" "$work" "$photo" "$each"
echo "== weights replaced each second"
"$work/load/serving-load" replace "$work/host/serving-host" "$work" "$photo" "$replacing"

echo "== $images photos by the tool: on one thread, and on all"
for index in $(seq "$images"); do
    ln -sf "$photo" "$work/photos/$index.jpg"
done
for threads in 1 "$(nproc)"; do
    "$tool" classify "$work/photos" -o "$work/labels-$threads.jsonl" --network "$work/net/network.json" --weights "$work/small.packed" --threads "$threads"
done
cmp "$work/labels-1.jsonl" "$work/labels-$(nproc).jsonl"
