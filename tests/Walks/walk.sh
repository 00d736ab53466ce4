# What walks share: sourced by each. A walk types what a page says, in an empty folder, with packages made of these sources and a home of its own.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What was downloaded for others serves, but no package of ours that lies there: ours have a version of this walk.
export NUGET_FALLBACK_PACKAGES="${NUGET_PACKAGES:-$HOME/.nuget/packages}" NUGET_PACKAGES="$work/nuget"
export PackageVersion="0.0.$$"

# step COMMAND PATTERN: types the command as the page has it, and ends the walk unless it succeeds and prints what matches.
step() {
    printf '$ %s\n' "$1"
    eval "$1" > "$work/said" 2>&1 || { cat "$work/said"; echo "The command failed."; exit 1; }
    cat "$work/said"
    [ -z "$2" ] || grep -Pzq -- "$2" "$work/said" || { echo "It should have printed: $2"; exit 1; }
}

# Templates are installed for this walk alone.
dotnet() {
    if [ "$1" = new ]; then command dotnet "$@" --debug:custom-hive "$work/templates"; else command dotnet "$@"; fi
}

# The packages, as published: a folder in which NuGet looks besides.
published() {
    command dotnet pack -c "${1:-Release}" ${2:-} "$repository/packaging" -o "$work/packages" -v q > "$work/said" 2>&1 || { cat "$work/said"; exit 1; }
    unset PackageVersion
    mkdir "$work/walk"
    cd "$work/walk"
    echo "<configuration><packageSources><add key=\"walk\" value=\"$work/packages\" /></packageSources></configuration>" > nuget.config
}
