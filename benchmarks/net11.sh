#!/usr/bin/env bash
# Networks of integers on .NET 11, whose 512 bits have an instruction for products of bytes: net11.sh, or net11.sh COMMAND of the benchmarks.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_ROLL_FORWARD=Major
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tests/Net11/root.sh "$work/dotnet" || { status=$?; [ "$status" -eq 3 ] && exit 0; exit "$status"; }
dotnet build -c Release benchmarks -p:Net11=true -o "$work/benchmarks" -v q
[ "$#" -gt 0 ] || set -- compare --precision int8
"$work/dotnet/dotnet" "$work/benchmarks/MobileNetGen.Benchmarks.dll" "$@"
