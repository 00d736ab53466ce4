#!/usr/bin/env bash
# MobileNetV1 1.0/224 on one thread, compiled ahead of time and just in time: medians of five processes of each, in turns.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=${COLD_START_WORK:-$(mktemp -d)}
runs=${1:-300}
mkdir -p "$work"

dotnet run -c Release --project benchmarks -- export --network V1 --packed "$work/v1.packed" --onnx "$work/v1.onnx"
for set in x86-64-v3 x86-64-v4; do
    rm -rf benchmarks/ColdStart/obj/Release/net10.0/*/native
    dotnet publish -c Release benchmarks/ColdStart -p:IlcInstructionSet=$set -o "$work/$set" -v q
done
dotnet build -c Release benchmarks/ColdStart -v q

measure() { "$@" "$work/v1.packed" "$runs" | awk '/ms/ { print $1 }'; }
jit=benchmarks/ColdStart/bin/Release/net10.0/cold-start.dll
for turn in 1 2 3 4 5; do
    measure "$work/x86-64-v4/cold-start" >> "$work/native-v4"
    measure dotnet "$jit" >> "$work/jit-v4"
    measure "$work/x86-64-v3/cold-start" >> "$work/native-v3"
    DOTNET_EnableAVX512=0 measure dotnet "$jit" >> "$work/jit-v3"
done
for name in native-v4 jit-v4 native-v3 jit-v3; do
    echo "$name: $(sort -n "$work/$name" | sed -n 3p) ms"
    rm "$work/$name"
done
