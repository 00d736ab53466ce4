using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Tests.Truth;

internal enum TruthVerdict
{
    Right,
    Wrong,
    Refused,
    Crashed,
}

/// <summary>What became of one file: imported, compiled, run on its input, and compared with the answers.</summary>
internal sealed record TruthRun(TruthCase Case, TruthVerdict Verdict, string Detail)
{
    /// <summary>Layers above which a network counts as a whole one, whose roundings add up.</summary>
    private const int Whole = 12;

    /// <summary>Of numbers near 1e8 that cancel, float32 keeps three digits: each order of a normalisation's additions has an answer of its own.</summary>
    private const string Cancelling = "num__bn_mean_1e8_cancel";

    public static TruthRun Of(TruthCase truth)
    {
        try
        {
            return Compare(truth, Import(truth, dequantizes: true));
        }
        catch (Exception wrong) when (wrong is ToolException or WeightException)
        {
            return new TruthRun(truth, TruthVerdict.Refused, wrong.Message);
        }
        catch (Exception wrong)
        {
            // Whatever else it is, it is what a user would see as a crash.
            return new TruthRun(truth, TruthVerdict.Crashed, wrong.ToString());
        }
    }

    /// <summary>Extents that a file leaves open are those of its input.</summary>
    public static ImportResult Import(TruthCase truth, bool dequantizes = false)
    {
        try
        {
            return ModelImport.Run(
                truth.Model,
                new ImportOptions(Preprocess: "none", Preset: truth.IsStateDictionary ? truth.Preset : null, Dequantizes: dequantizes));
        }
        catch (ToolException wrong) when (wrong.Message.Contains("--shape", StringComparison.Ordinal) && truth.Input.EndsWith(".npy", StringComparison.Ordinal))
        {
            return ModelImport.Run(truth.Model, new ImportOptions(Preprocess: "none", Shape: NpyFile.Read(truth.Input).Shape, Dequantizes: dequantizes));
        }
    }

    private static TruthRun Compare(TruthCase truth, ImportResult imported)
    {
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, imported.Network.Tensors);
        var description = NetworkFile.Parse(truth.Name, imported.Network.Description);
        using var network = LoadedNetwork.Load(description, WeightSource.FromBytes(weights.ToArray()), new NetworkOptions());
        var ports = new TruthPorts(truth, imported.Report);
        var inputs = ports.Inputs(network.Info);
        var actual = network.Run(inputs);
        var tolerance = Tolerance(truth, description.Shaped.Graph.Nodes.Count(node => node.Operation is not Input));
        var isPooled = inputs.Any(input => input.Any(float.IsNaN)) && description.Shaped.Graph.Nodes.Any(node => node.Operation is MaxPool or GlobalMaxPool);
        var (distance, detail) = truth.Answers.Select(answer => Distance(ports, answer, network.Info, actual, isPooled)).MinBy(result => result.Distance);
        return new TruthRun(
            truth,
            distance <= tolerance ? TruthVerdict.Right : TruthVerdict.Wrong,
            FormattableString.Invariant($"{distance:G2} of the range, {tolerance:G2} accepted{detail}"));
    }

    private static (double Distance, string Detail) Distance(TruthPorts ports, string answer, NetworkInfo info, float[][] actual, bool isPooled)
    {
        try
        {
            return (Distance(ports.Answer(answer, info), actual, isPooled), "");
        }
        catch (TruthMismatchException wrong)
        {
            return (double.PositiveInfinity, ": " + wrong.Message);
        }
    }

    /// <summary>By how files of their kind are named.</summary>
    private static double Tolerance(TruthCase truth, int layers)
    {
        var parts = truth.Name.Split('_', '-');
        bool Any(params string[] words) => parts.Intersect(words).Any();
        return Any("i8", "u8", "q", "qdq", "qop", "int8", "uint8", "i16", "s8", "s16", "i16f", "i8pt", "pt2e", "fakequant", "u8s8", "s8s8", "quantized")
            || parts.Any(part => part.StartsWith("qlinear", StringComparison.Ordinal)) ? 3e-2
            : Any("dyn", "dyn4", "dyn8", "dynpt", "dynamic", "bfloat16") ? 1e-2
            : Any("f16", "half", "fp16", "float16", "bf16") ? 2e-3
            : layers > Whole || truth.Name == Cancelling ? 1e-4 : 1e-5;
    }

    /// <summary>The largest difference of all outputs, as a part of an output's range; of integers, of their type's range.</summary>
    private static double Distance(IReadOnlyList<TruthAnswer> expected, float[][] actual, bool isPooled) =>
        expected.Select((answer, index) => Distance(answer, actual[index], isPooled)).Max();

    /// <summary>ONNX Runtime gives or drops an input's NaN under a max pooling's window by its place there; one of ours is right.</summary>
    private static double Distance(TruthAnswer expected, float[] actual, bool isPooled)
    {
        var (low, high) = expected.IntegerRange ?? (double.NegativeInfinity, double.PositiveInfinity);
        var finite = expected.Values.Where(float.IsFinite).DefaultIfEmpty().ToList();
        var range = expected.IntegerRange is { } integers
            ? integers.Max - integers.Min
            : Math.Max((double)finite.Max() - finite.Min(), Math.Max(Math.Abs((double)finite.Max()), 1e-20));
        return expected.Values.Zip(actual, (right, ours) => right.Equals(ours) || (isPooled && float.IsNaN(ours)) ? 0
            : float.IsFinite(right) && float.IsFinite(ours) ? Math.Abs(right - Math.Clamp(ours, low, high)) / range
            : double.PositiveInfinity).DefaultIfEmpty().Max();
    }
}
