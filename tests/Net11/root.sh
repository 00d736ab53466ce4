#!/usr/bin/env bash
# Makes a folder with .NET 11's runtime: root.sh FOLDER, then FOLDER/dotnet PROGRAM.dll. The SDK here is .NET 10's, and the runtime comes from packages.
# Ends with 3 and says why where they are not served.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$1
version=11.0.0
if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "skipped: the packages of .NET 11 that are fetched are for Linux on x64."
    exit 3
fi

obj=$(mktemp -d)
trap 'rm -rf "$obj"' EXIT
if ! said=$(dotnet restore "$here/Packs.csproj" -p:MSBuildProjectExtensionsPath="$obj/" 2>&1); then
    echo "skipped: the packages of .NET $version cannot be restored. $(grep -m 1 error <<< "$said")"
    exit 3
fi

pack=${NUGET_PACKAGES:-$HOME/.nuget/packages}/microsoft.netcore.app.runtime.linux-x64/$version/runtimes/linux-x64
shared=$root/shared/Microsoft.NETCore.App/$version
mkdir -p "$root/host/fxr/$version" "$shared"
cp "$pack"/lib/net11.0/* "$pack"/native/* "$shared"
cp "$pack/native/libhostfxr.so" "$root/host/fxr/$version"
cp "$(readlink -f "$(command -v dotnet)")" "$root/dotnet"
