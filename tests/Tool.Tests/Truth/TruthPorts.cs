using System.Text.RegularExpressions;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>From a model's own arrays to the network's, which are real numbers with the channels last.</summary>
/// <param name="truth">The file.</param>
/// <param name="report">What its import says of the order of inputs and outputs.</param>
internal sealed partial class TruthPorts(TruthCase truth, string report)
{
    private readonly (IReadOnlyList<Quantisation?> Inputs, IReadOnlyList<Quantisation?> Outputs) _integers =
        truth.Model.EndsWith(".tflite", StringComparison.Ordinal) ? Integers(truth.Model) : ([], []);

    /// <summary>True for a model's own integers, false for the real numbers that they stand for.</summary>
    public bool KeepsIntegers { get; init; }

    /// <summary>The network's inputs, in its order.</summary>
    public float[][] Inputs(NetworkInfo info)
    {
        var arrays = Read(truth.Input);
        return [.. info.Inputs.Select((input, index) =>
        {
            var array = Find(arrays, input.Name, index, info.Inputs.Length);
            return Ordered(input, Real(array.Values, _integers.Inputs.ElementAtOrDefault(index)), IsChannelsFirst(index));
        })];
    }

    /// <summary>
    /// An answer by the names of the network's outputs, in their order; and the largest number that its integers can stand for, less the
    /// smallest.
    /// </summary>
    public IReadOnlyList<TruthAnswer> Answer(string path, NetworkInfo info)
    {
        var arrays = Read(path);
        if (arrays.Count != info.Outputs.Length)
        {
            throw new TruthMismatchException(
                $"{info.Outputs.Length} outputs ({Names(info.Outputs)}) where {arrays.Count} ({string.Join(", ", arrays.Keys)}) are expected");
        }

        return [.. info.Outputs.Select((output, index) =>
        {
            var array = Find(arrays, output.Name, index, info.Outputs.Length);
            if (array.Values.Length != output.Length)
            {
                throw new TruthMismatchException($"{output.Name} has {output.Length} numbers where {array.DisplayShape} is expected");
            }

            var integers = _integers.Outputs.ElementAtOrDefault(index);
            var range = integers?.RealRange ?? TruthOnnx.RangeOf(truth.Model, index);
            var isReordered = Reordered().Matches(report).Any(match => info.Outputs.Length == 1 || IsSameName(match.Groups["name"].Value, output.Name));
            return new TruthAnswer(output.Name, Ordered(output, Real(array.Values, integers), isReordered), range);
        })];
    }

    private static string Names(IEnumerable<TensorInfo> ports) => string.Join(", ", ports.Select(port => port.Name));

    private static IReadOnlyDictionary<string, NdArray> Read(string path) => path.EndsWith(".npz", StringComparison.Ordinal)
        ? NpzFile.Read(path)
        : new Dictionary<string, NdArray> { [""] = NpyFile.Read(path) };

    private static NdArray Find(IReadOnlyDictionary<string, NdArray> arrays, string name, int index, int count) =>
        arrays.TryGetValue(name, out var array) ? array
            : arrays.Count == 1 && count == 1 ? arrays.Values.Single()
            : arrays.Count == count && (arrays.TryGetValue($"{index}", out var placed) || arrays.TryGetValue($"out{index}", out placed)) ? placed
            : arrays.FirstOrDefault(pair => IsSameName(pair.Key, name)) is { Key: not null } found ? found.Value
            : throw new TruthMismatchException($"the network's \"{name}\" is not among {string.Join(", ", arrays.Keys)}");

    /// <summary>What an import makes of a name, and what archives make of it, differ in marks only.</summary>
    private static bool IsSameName(string left, string right) => Plain(left) == Plain(right);

    private static string Plain(string name) => string.Concat(name.Split(':')[0].Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private bool IsChannelsFirst(int input) =>
        truth.IsStateDictionary || Order().Matches(report) is var matches && input < matches.Count && matches[input].Groups["order"].Value == "NCHW";

    [GeneratedRegex("the model's input \"[^\"]*\" is (?<order>NCHW|NHWC|a vector)", RegexOptions.ExplicitCapture)]
    private static partial Regex Order();

    [GeneratedRegex("^- the model's \"(?<name>[^\"]*)\" is \\[.*rows, columns, channels$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Reordered();

    private static float[] Ordered(TensorInfo port, float[] values, bool isChannelsFirst) => isChannelsFirst && values.Length == port.Length
        ? Layouts.ToNhwc(new TensorType(port.Shape.Height, port.Shape.Width, port.Shape.Channels), values)
        : values;

    private float[] Real(float[] values, Quantisation? integers) =>
        integers is null || KeepsIntegers ? values : [.. values.Select(value => (float)((value - integers.ZeroPoint) * integers.Scale))];

    private static (IReadOnlyList<Quantisation?>, IReadOnlyList<Quantisation?>) Integers(string path)
    {
        var file = File.ReadAllBytes(path);
        var model = FlatTable.Root(file, TfLiteFields.ModelIdentifier);
        var graph = model.Tables(TfLiteFields.Model.Subgraphs, Limits.MaxPorts)[TfLiteSignatures.Choose(model, null).Subgraph];
        var tensors = graph.Tables(TfLiteFields.Subgraph.Tensors, Limits.MaxTensors);
        return (Of(TfLiteFields.Subgraph.Inputs), Of(TfLiteFields.Subgraph.Outputs));

        List<Quantisation?> Of(int field) => [.. (graph.Integers(field) ?? []).Select(index => Integers(tensors[index]))];
    }

    private static Quantisation? Integers(FlatTable tensor)
    {
        ModelElementType? element = tensor.Byte(TfLiteFields.Tensor.Type) switch
        {
            3 => ModelElementType.UInt8,
            7 => ModelElementType.Int16,
            9 => ModelElementType.Int8,
            _ => null,
        };
        var quantisation = tensor.Table(TfLiteFields.Tensor.Quantization);
        return element is { } type && quantisation?.Numbers(TfLiteFields.Quantization.Scale) is [var scale]
            ? new Quantisation(type, scale, quantisation.Value.Longs(TfLiteFields.Quantization.ZeroPoint) is [var zero] ? zero : 0)
            : null;
    }
}

/// <summary>What an output must be, in the network's order.</summary>
/// <param name="Output">Its name.</param>
/// <param name="Values">The real numbers.</param>
/// <param name="IntegerRange">Between which numbers the model's integers lie, or null where it answers in floats.</param>
internal sealed record TruthAnswer(string Output, float[] Values, (double Min, double Max)? IntegerRange);

/// <summary>The network is not of the form that the answer has.</summary>
internal sealed class TruthMismatchException(string message) : Exception(message);
