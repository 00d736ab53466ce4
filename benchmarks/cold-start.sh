#!/usr/bin/env bash
# From the start of a process to the first answer of MobileNetV1 1.0/224: a native binary with packed weights beside it, and
# in it, against a .NET process that creates an ONNX Runtime session. Needs hyperfine and a linker (gcc or clang).
# cold-start.sh --int8: the same network in integers of 8 bits and in floats, both native with packed weights beside them.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=${COLD_START_WORK:-$(mktemp -d)}
mkdir -p "$work"

# The third is a folder with a description in place of the preset, the fourth weights in the binary.
publish() {
    # Native code of another instruction set, of another network, or with other resources, is not to be taken for this one's.
    rm -rf benchmarks/ColdStart/obj/Release/net10.0/*/native
    dotnet publish -c Release benchmarks/ColdStart "-p:IlcInstructionSet=$1" "-p:Described=${3:-}" "-p:EmbeddedWeights=${4:-}" -o "$work/$2" -v q
}

memory() {
    for run in "$@"; do
        echo "== $run"
        # shellcheck disable=SC2086
        COLD_START_MEMORY=1 "$work"/$run
    done
}

dotnet run -c Release --project benchmarks -- export --network V1 --packed "$work/v1.packed" --onnx "$work/v1.onnx"
publish x86-64-v4 x86-64-v4
if [ "${1:-}" = --int8 ]; then
    dotnet run -c Release --project benchmarks -- export --network V1 --packed "$work/int8.packed" --onnx "$work/int8.onnx" --int8 "$work/described.json"
    publish x86-64-v4%2cavxvnni int8 "$work"
    memory "x86-64-v4/cold-start $work/v1.packed" "int8/cold-start $work/int8.packed"
    hyperfine -N --warmup 10 --min-runs 50 \
        -n "native, floats, packed weights mapped" "$work/x86-64-v4/cold-start $work/v1.packed" \
        -n "native, int8, packed weights mapped" "$work/int8/cold-start $work/int8.packed"
    exit
fi

publish x86-64-v3 x86-64-v3
publish x86-64-v4 embedded "" "$work/v1.packed"
dotnet publish -c Release benchmarks/OnnxColdStart -o "$work/onnx" -v q

memory "x86-64-v4/cold-start $work/v1.packed" "x86-64-v3/cold-start $work/v1.packed" "embedded/cold-start embedded" "onnx/onnx-cold-start $work/v1.onnx"
hyperfine -N --warmup 10 --min-runs 50 \
    -n "native, x86-64-v4, packed weights mapped" "$work/x86-64-v4/cold-start $work/v1.packed" \
    -n "native, x86-64-v3, packed weights mapped" "$work/x86-64-v3/cold-start $work/v1.packed" \
    -n "native, x86-64-v4, packed weights embedded" "$work/embedded/cold-start embedded" \
    -n ".NET process, ONNX Runtime" "$work/onnx/onnx-cold-start $work/v1.onnx"
