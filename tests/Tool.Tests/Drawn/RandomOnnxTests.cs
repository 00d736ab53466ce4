using System.Globalization;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Models;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>
/// Operators with attributes, constants and operator sets drawn at random, some in a row, give what ONNX Runtime gives, or are refused;
/// <c>MOBILENETGEN_RANDOM_ONNX</c> is how many networks are drawn, and from which on as <c>COUNT@FIRST</c>.
/// </summary>
public sealed class RandomOnnxTests(ITestOutputHelper output)
{
    private const double Tolerance = 2e-5;

    private const int Rows = 6;
    private const int Columns = 5;

    private static readonly int[] s_versions = [7, 9, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21];

    private static readonly IReadOnlyList<KeyValuePair<string, Func<Draw, NodeProto>>> s_maps = [.. DrawnWindows.All];
    private static readonly IReadOnlyList<KeyValuePair<string, Func<Draw, NodeProto>>> s_any = [.. DrawnElements.All, .. DrawnShapes.All];

    [Fact]
    public void Each_network_is_right_or_refused()
    {
        var (first, count) = Asked();
        var outcomes = Enumerable.Range(first, count).Select(seed => (Seed: seed, Outcome: Try(seed))).ToList();
        foreach (var (seed, outcome) in outcomes)
        {
            output.WriteLine($"{seed}\t{outcome}");
        }

        Assert.Empty(outcomes.Where(outcome => outcome.Outcome.StartsWith("WRONG", StringComparison.Ordinal))
            .Select(outcome => $"{outcome.Seed}: {outcome.Outcome}"));
        Assert.True(outcomes.Count(outcome => outcome.Outcome.StartsWith("right", StringComparison.Ordinal)) > count / 5, "many networks are read");
    }

    internal static (int First, int Count) Asked(string fallback = "15")
    {
        var parts = (Environment.GetEnvironmentVariable("MOBILENETGEN_RANDOM_ONNX") ?? fallback).Split('@');
        return (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0, int.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    private static string Try(int seed)
    {
        var random = new Random(seed);
        var (model, shape, image, said) = Network(random);

        // Sums with different weights tell the order of elements.
        var length = shape.Aggregate(1, (product, extent) => product * extent);
        model.Graph.Initializer.Add(Floats("sums", [.. Enumerable.Range(0, length * 3).Select(index => (float)Math.Sin(index * 1.37))], length, 3));
        model.Graph.Initializer.Add(Longs("whole", 1, -1));
        model.Graph.Node.Add([Node("Reshape", [model.Graph.Output[0].Name, "whole"], "flat"), Node("MatMul", ["flat", "sums"], "z")]);
        model.Graph.Output[0].Name = "z";
        try
        {
            var expected = OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 3, Rows, Columns], image)], GraphOptimizationLevel.ORT_DISABLE_ALL)[0];
            var actual = Run(model, image);
            var distance = expected.Zip(actual, (right, ours) => float.IsFinite(right) ? Math.Abs(right - ours) : 0)
                .Max() / Math.Max(1, expected.Where(float.IsFinite).DefaultIfEmpty().Max(Math.Abs));
            return string.Create(CultureInfo.InvariantCulture, $"{(distance <= Accepted(said) ? "right" : "WRONG")} {distance:G2}: {said}");
        }
        catch (Exception wrong) when (wrong is ToolException or WeightException)
        {
            return $"refused: {said}: {wrong.Message.ReplaceLineEndings(" ")}";
        }
        catch (OnnxRuntimeException wrong)
        {
            // Its own inference of shapes differs from what it computes, as for pools that round up.
            return $"skipped: {said}: {wrong.Message.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>
    /// Quantised tensors and halves are run in float32, whose numbers lie between theirs; ONNX Runtime multiplies out what an instance
    /// normalisation subtracts, which leaves fewer digits where the variance is small.
    /// </summary>
    private static double Accepted(string said) =>
        said.Contains("DequantizeLinear", StringComparison.Ordinal) ? 5e-2
        : said.Contains("Cast", StringComparison.Ordinal) ? 2e-3
        : said.Contains("InstanceNormalization", StringComparison.Ordinal) ? 1e-4
        : Tolerance;

    /// <summary>A convolution, and one to three operators that ONNX Runtime takes.</summary>
    private static (ModelProto Model, int[] Shape, float[] Image, string Said) Network(Random random)
    {
        var version = s_versions[random.Next(s_versions.Length)];
        var channels = random.Next(1, 4) * 2;
        float[] image = [.. Enumerable.Range(0, 3 * Rows * Columns).Select(_ => (float)((random.NextDouble() * 4) - 2))];
        var model = new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = version } },
            Graph = new GraphProto
            {
                Name = "drawn",
                Input = { Value("image", 1, 3, Rows, Columns) },
                Output =
                {
                    new ValueInfoProto { Name = "t0", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.Float } } },
                },
                Initializer = { Floats("w", [.. Enumerable.Range(0, channels * 3).Select(_ => (float)((random.NextDouble() * 2) - 1))], channels, 3, 1, 1) },
                Node = { Node("Conv", ["image", "w"], "t0") },
            },
        };
        var shape = new[] { 1, channels, Rows, Columns };
        var said = new List<string> { $"opset {version}", $"[{string.Join(",", shape)}]" };
        var wanted = random.Next(1, 4);
        for (int attempt = 0, made = 0; attempt < 40 && made < wanted; attempt++)
        {
            var kinds = shape.Length == 4 && random.Next(2) == 0 ? s_maps : s_any;
            var (kind, draw) = kinds[random.Next(kinds.Count)];
            if (shape.Length < 2 || Extend(model, new Draw(random, $"t{made}", shape, $"t{made + 1}", version), draw, image) is not { } extended)
            {
                continue;
            }

            (model, shape) = extended;
            made++;
            said.Add(Said(model.Graph.Node[^1], model));
        }

        return (model, shape, image, string.Join(" | ", said));
    }

    /// <summary>The model with one more operator, or null where ONNX Runtime refuses it, or gives no numbers.</summary>
    private static (ModelProto Model, int[] Shape)? Extend(ModelProto model, Draw draw, Func<Draw, NodeProto> kind, float[] image)
    {
        var extended = model.Clone();
        try
        {
            var node = kind(draw);
            extended.Graph.Initializer.Add(draw.Constants);
            extended.Graph.Node.Add(draw.Before);
            extended.Graph.Node.Add(node);
            extended.Graph.Output[0].Name = node.Output.First(name => !name.Contains('_', StringComparison.Ordinal));
            var (longs, values) = OnnxRuntimePeer.RunShaped(
                extended.ToByteArray(),
                [([1, 3, Rows, Columns], image)],
                GraphOptimizationLevel.ORT_DISABLE_ALL)[0];
            int[] shape = [.. longs.Select(extent => (int)extent)];
            return values.Length is > 0 and < 4000 && shape[0] == 1 && values.All(value => float.IsFinite(value) && Math.Abs(value) < 1e4)
                ? (extended, shape)
                : null;
        }
        catch (Exception wrong) when (wrong is OnnxRuntimeException or DivideByZeroException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static string Said(NodeProto node, ModelProto model) =>
        $"{node.OpType}({string.Join(" ", node.Attribute.Select(attribute => $"{attribute.Name}={Text(attribute)}")
        .Concat(node.Input.Skip(1).Select(
            name => model.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { } constant ? $"[{string.Join(",", constant.Dims)}]" : name)))})";

    private static string Text(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Ints => string.Join(",", attribute.Ints),
        AttributeProto.Types.AttributeType.Int => $"{attribute.I}",
        AttributeProto.Types.AttributeType.Float => attribute.F.ToString(CultureInfo.InvariantCulture),
        _ => attribute.S.ToStringUtf8(),
    };

    private static float[] Run(ModelProto model, float[] image) =>
        Imported.Answers(OnnxImporter.Import(model.ToByteArray(), null), Layouts.ToNhwc(new Generator.Graph.TensorType(Rows, Columns, 3), image))[0];
}
