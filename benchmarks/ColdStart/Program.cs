using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MobileNetGen;
using MobileNetGen.ColdStart;

// cold-start WEIGHTS             from the start of the process to the first answer
// cold-start WEIGHTS RUNS        the median of many runs, in milliseconds
// "embedded" stands for weights in the binary.
var source = args[0] == "embedded" ? WeightSource.FromResource(typeof(Photo).Assembly, "weights") : WeightSource.FromFile(args[0]);
using var network = MobileNet.Create(source);
var (photo, scores) = (Photo.Pixels(), new float[MobileNet.OutputLength]);
network.Run(photo, scores);
Write(string.Create(CultureInfo.InvariantCulture, $"class {Ranking.Top(scores, 1)[0].Index}"));
if (args.Length > 1)
{
    Write(Repetition.Measure(() => network.Run(photo, scores), int.Parse(args[1], CultureInfo.InvariantCulture)) + $" ms, {SimdSupport.DefaultTier}");
}
else if (Environment.GetEnvironmentVariable("COLD_START_MEMORY") is not null)
{
    Write(ProcessMemory.DisplayText());
}

// The console's own start-up, its encodings, its terminal and a thread for its signals, would be measured too.
static void Write(string line)
{
    using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    output.Write(Encoding.UTF8.GetBytes(line + "\n"));
}
