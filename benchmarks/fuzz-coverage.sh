#!/usr/bin/env bash
# Changed files of one format, led by the branches that they take: fuzz-coverage.sh FORMAT [MINUTES] [FINDINGS]
# afl++ chooses the changes; SharpFuzz counts branches in copies of the project's assemblies. Exit code 1: a file did harm.
set -euo pipefail
findings=$(realpath -m "${3:-findings}")
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

refuse() { echo "error: $*" >&2; exit 2; }
format=${1:-}
minutes=${2:-10}
[ -n "$format" ] || refuse "a format is needed, as in: fuzz-coverage.sh onnx 10"
[[ $minutes =~ ^[1-9][0-9]*$ ]] || refuse "\"$minutes\" is no number of minutes; a whole number above 0 is accepted."
command -v afl-fuzz > /dev/null || refuse "afl-fuzz is not on the path. Debian and Ubuntu have it in the package afl++ (apt-get install afl++)."
dotnet tool restore > /dev/null || refuse "SharpFuzz' tool cannot be had: \"dotnet tool restore\" fails."

dotnet build -c Release benchmarks -v q
# Inside the repository, where the program finds its seeds.
work=$(mktemp -d "$PWD/benchmarks/obj/fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT
program=$(dirname "$(find benchmarks/bin/Release -name MobileNetGen.Benchmarks.runtimeconfig.json | head -n 1)")
dotnet "$program/MobileNetGen.Benchmarks.dll" fuzz --format "$format" --seeds "$work/seeds" || exit 2
cp -r "$program" "$work/program"
for assembly in mobilenetgen MobileNetGen.Networks MobileNetGen.Imaging MobileNetGen.Runtime MobileNetGen.Generator; do
    dotnet sharpfuzz "$work/program/$assembly.dll"
done

# What "dotnet" is was not made by afl++, and a machine's settings are its owner's.
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
afl-fuzz -i "$work/seeds" -o "$work/out" -V $((60 * minutes)) -t 30000 -m none -- \
    dotnet "$work/program/MobileNetGen.Benchmarks.dll" guided-fuzz "$format" > "$work/log" 2>&1 ||
    { tail -n 30 "$work/log" >&2; refuse "afl-fuzz ended before its time."; }

grep -E '^(execs_done|corpus_found|edges_found|saved_crashes|saved_hangs) ' "$work/out/default/fuzzer_stats"
found=0
while IFS= read -r -d '' file; do
    mkdir -p "$findings"
    cp "$file" "$findings/$format $(basename "$(dirname "$file")") $((++found))"
done < <(find "$work/out/default/crashes" "$work/out/default/hangs" -name 'id:*' -print0)
[ "$found" = 0 ] && exit 0
echo "Files that did harm are in $findings; \"fuzz --format '$format' --file FILE\" says what each does."
exit 1
