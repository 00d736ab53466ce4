using Microsoft.ML.OnnxRuntime;
using MobileNetGen.ColdStart;

// onnx-cold-start MODEL: what a .NET user does otherwise, from the start of the process to the first answer.
using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
using var session = new InferenceSession(args[0], options);
using var photo = OrtValue.CreateTensorValueFromMemory(Photo.Planes(), [1, 3, 224, 224]);
using var run = new RunOptions();
using var results = session.Run(run, session.InputNames, [photo], session.OutputNames);
var scores = results[0].GetTensorDataAsSpan<float>();
var best = 0;
for (var index = 1; index < scores.Length; index++)
{
    best = scores[index] > scores[best] ? index : best;
}

Console.WriteLine($"class {best}");
if (Environment.GetEnvironmentVariable("COLD_START_MEMORY") is not null)
{
    Console.WriteLine(ProcessMemory.DisplayText());
}
