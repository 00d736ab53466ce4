using System.Collections.Concurrent;
using System.Text.Json;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Published;

/// <summary>The networks, fetched once, and how far their answers depart from those that other runtimes gave.</summary>
public sealed class PublishedNetworks : IDisposable
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Tool.Tests", "Published");
    private static readonly JsonElement s_answers = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "answers.json"))).RootElement;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<double>> _known = new(StringComparer.Ordinal);

    public PublishedNetworks()
    {
        var child = Child.Run("bash", Path.Combine(s_folder, "fetch.sh"), _folder.Path("models"));
        Assert.True(child.Exit == 0, child.Output + child.Errors);
    }

    /// <summary>The largest difference of a number that was recorded, as a part of its output's range.</summary>
    internal double Departure(PublishedNetwork network) => _known.GetOrAdd(network.Name, _ => new Lazy<double>(() => Measure(network))).Value;

    public void Dispose() => _folder.Dispose();

    private double Measure(PublishedNetwork network)
    {
        var target = _folder.Path(network.Name);
        var run = ToolRun.Of(["import", Path.Combine(_folder.Path("models"), network.File), "-o", target, "--preprocess", "none", .. network.Options]);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        using var loaded = LoadedNetwork.Load(
            DescriptionFile.Load(Path.Combine(target, "network.json")),
            WeightSource.FromFile(Path.Combine(target, "weights.safetensors")),
            new NetworkOptions());
        var outputs = loaded.Run(network.Input(loaded.Info.Inputs[0].Length));
        var answers = s_answers.GetProperty(network.Name).EnumerateArray().ToList();
        Assert.Equal(answers.Count, outputs.Length);
        return answers.Zip(outputs, Departure).Max();
    }

    /// <summary>Of every output, numbers at even distances were recorded.</summary>
    private static double Departure(JsonElement answer, float[] output)
    {
        Assert.Equal(answer.GetProperty("length").GetInt32(), output.Length);
        var sample = answer.GetProperty("sample").EnumerateArray().Select(number => number.GetDouble()).ToList();
        return sample.Select((number, index) => Math.Abs(number - output[((2L * index) + 1) * output.Length / (2 * sample.Count)])).Max()
            / answer.GetProperty("range").GetDouble();
    }
}
