#!/usr/bin/env bash
# README.md: the templates, and what it says to type in fresh sources: readme.sh [CONFIGURATION [--no-build]]
source "$(dirname "$0")/walk.sh"
published "$@"

step 'dotnet new install MobileNetGen.Templates' 'mobilenet-blazor'
step 'dotnet new mobilenet -o Digits' 'created successfully'
step 'dotnet run -c Release --project Digits' '(?m)^7 96\.5 %\n6 0\.5 %\n1 0\.4 %\n'
step 'dotnet publish Digits -o published' 'published'
step 'published/Digits' '\A7 96\.5 %\n6 0\.5 %\n1 0\.4 %\n\Z'

# The sources as a clone has them: nothing is built.
mkdir ../sources
tar -C "$repository" --exclude=.git --exclude=bin --exclude=obj --exclude=TestResults --exclude=node_modules -cf - . | tar -C ../sources -xf -
cd ../sources
export RunAnalyzers=false
step 'dotnet run -c Release --project src/Sample' '│ digit_0.png │ 0 +│ \d+\.\d+ ?%? │'
step 'dotnet run -c Release --project src/Sample -- classify src/Sample/examples/digit_3.png' 'digit_3.png │ 3 '
step 'dotnet run -c Release --project src/Sample -- summary --network mobilenet' 'conv'
step 'dotnet run -c Release --project src/Sample -- pack --output digits.packed' '^digits\.packed: [0-9,]+ bytes'
step 'dotnet publish -c Release src/Sample -o published' 'published'
step 'published/mobilenetgen-sample classify src/Sample/examples/digit_7.png' 'digit_7.png │ 7 '
step 'dotnet pack -c Release packaging -o packages' 'MobileNetGen\.Templates'
