#!/usr/bin/env bash
# From the start of a process to the first answer of MobileNetV1 1.0/224: a native binary with packed weights beside it, and
# in it, against a .NET process that creates an ONNX Runtime session. Needs hyperfine and a linker (gcc or clang).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=${COLD_START_WORK:-$(mktemp -d)}
mkdir -p "$work"

dotnet run -c Release --project benchmarks -- export --network V1 --packed "$work/v1.packed" --onnx "$work/v1.onnx"
publish() {
    # Native code of another instruction set, or with other resources, is not to be taken for this one's.
    rm -rf benchmarks/ColdStart/obj/Release/net10.0/*/native
    dotnet publish -c Release benchmarks/ColdStart "-p:IlcInstructionSet=$1" "-p:EmbeddedWeights=$2" -o "$work/$3" -v q
}
publish x86-64-v3 "" x86-64-v3
publish x86-64-v4 "" x86-64-v4
publish x86-64-v4 "$work/v1.packed" embedded
dotnet publish -c Release benchmarks/OnnxColdStart -o "$work/onnx" -v q

export COLD_START_MEMORY=1
for run in "x86-64-v4/cold-start $work/v1.packed" "x86-64-v3/cold-start $work/v1.packed" "embedded/cold-start embedded" "onnx/onnx-cold-start $work/v1.onnx"; do
    echo "== $run"
    # shellcheck disable=SC2086
    "$work"/$run
done
unset COLD_START_MEMORY

hyperfine -N --warmup 10 --min-runs 50 \
    -n "native, x86-64-v4, packed weights mapped" "$work/x86-64-v4/cold-start $work/v1.packed" \
    -n "native, x86-64-v3, packed weights mapped" "$work/x86-64-v3/cold-start $work/v1.packed" \
    -n "native, x86-64-v4, packed weights embedded" "$work/embedded/cold-start embedded" \
    -n ".NET process, ONNX Runtime" "$work/onnx/onnx-cold-start $work/v1.onnx"
