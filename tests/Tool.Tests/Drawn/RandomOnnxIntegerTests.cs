using System.Globalization;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Formats;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>
/// Quantised networks drawn at random, of QuantizeLinear and DequantizeLinear around operators or of operators on integers, stay integers and give
/// ONNX Runtime's, which gives the same of what is exported of them; <c>MOBILENETGEN_RANDOM_ONNX</c> is how many networks are drawn, and from which on
/// as <c>COUNT@FIRST</c>.
/// </summary>
public sealed class RandomOnnxIntegerTests(ITestOutputHelper output)
{
    private const int Rows = 7;
    private const int Columns = 6;

    /// <summary>A step that one layer is apart, another may double.</summary>
    private const double ApartAfterSeveralLayers = 2.01;

    [Fact]
    public void Each_network_is_within_one_step_of_ONNX_Runtime()
    {
        var (first, count) = RandomOnnxTests.Asked("20");
        var outcomes = Enumerable.Range(first, count).Select(seed => (Seed: seed, Outcome: Try(seed))).ToList();
        foreach (var (seed, outcome) in outcomes)
        {
            output.WriteLine($"{seed}\t{outcome}");
        }

        Assert.Empty(outcomes
            .Where(outcome => !outcome.Outcome.StartsWith("right", StringComparison.Ordinal))
            .Select(outcome => $"{outcome.Seed}: {outcome.Outcome}"));
    }

    private static string Try(int seed)
    {
        var random = new Random(seed);
        float[] image = [.. Enumerable.Range(0, 3 * Rows * Columns).Select(_ => (float)((random.NextDouble() * 4) - 2))];
        var (model, last, said) = Network(random, image);
        try
        {
            var expected = OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 3, Rows, Columns], image)])[0];
            if (last.Shape is [_, var channels, var rows, var columns])
            {
                expected = Layouts.ToNhwc(new TensorType(rows, columns, channels), expected);
            }

            var imported = OnnxImporter.Import(model.ToByteArray(), null);
            var pixels = Layouts.ToNhwc(new TensorType(Rows, Columns, 3), image);
            var actual = Imported.Answers(imported, pixels)[0];
            var exported = OnnxRuntimePeer.Run(Imported.Exported(imported), [([1, Rows, Columns, 3], pixels)])[0];
            var apart = exported.Zip(actual, (theirs, ours) => Math.Abs(theirs - ours) / last.Step).Max();
            if (said.Exists(layer => layer.Contains("Flatten", StringComparison.Ordinal) || layer.Contains("Transpose", StringComparison.Ordinal)))
            {
                // The network's order of elements is its own there; another test holds it to the model's.
                Array.Sort(expected);
                Array.Sort(actual);
            }

            var steps = expected.Zip(actual, (theirs, ours) => Math.Abs(theirs - ours) / last.Step).ToList();
            var verdict = imported.Precision == Precision.Float32 ? "FLOATS"
                : steps.Max() > 1.01 ? "WRONG"
                : apart > ApartAfterSeveralLayers ? string.Create(CultureInfo.InvariantCulture, $"EXPORTED {apart:G2} steps apart")
                : "right";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict}, {steps.Count(step => step > 0.5)} of {steps.Count} differ, by up to {steps.Max():G2} steps: {string.Join(" | ", said)}");
        }
        catch (Exception wrong) when (wrong is ToolException or WeightException)
        {
            return $"REFUSED: {string.Join(" | ", said)}: {wrong.Message.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>One to six layers; what integers a layer makes is chosen by what ONNX Runtime computes so far.</summary>
    private static (ModelProto Model, DrawnTensor Last, List<string> Said) Network(Random random, float[] image)
    {
        var model = new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 14 }, new OperatorSetIdProto { Domain = OnnxOperator.Microsoft, Version = 1 } },
            Graph = new GraphProto
            {
                Name = "drawn",
                Input = { Value("image", 1, 3, Rows, Columns) },
                Output =
                {
                    new ValueInfoProto { Name = "z", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.Float } } },
                },
            },
        };
        var draw = new DrawnIntegers(random, model.Graph);
        var (activations, weights) = draw.One((OnnxType.UInt8, OnnxType.Int8), (OnnxType.UInt8, OnnxType.UInt8), (OnnxType.Int8, OnnxType.Int8));
        var isOwn = draw.Flip();
        var layers = new DrawnIntegerLayers(draw, weights, isOwn);
        var said = new List<string> { $"{activations}, weights of {weights}" };
        var tensors = new List<DrawnTensor> { draw.Tensor([1, 3, Rows, Columns], activations, -2, 2) };
        draw.Quantise("image", tensors[0]);
        for (int made = 0, wanted = draw.Between(1, 6), attempt = 0; made < wanted && attempt < 20; attempt++)
        {
            var kept = model.Graph.Clone();
            var layer = layers.Of(tensors[^1], tensors);
            if (Extend(model, draw, layer, isOwn, image) is { } extended)
            {
                tensors.Add(extended);
                said.Add($"{model.Graph.Node[^1].OpType}: {layer.Real.OpType}{layer.Real.Attribute}");
                made++;
            }
            else
            {
                model.Graph.Node.Clear();
                model.Graph.Node.Add(kept.Node);
            }
        }

        model.Graph.Node.Add(Node("DequantizeLinear", [.. DrawnIntegers.Quantised(tensors[^1])], "z"));
        return (model, tensors[^1], said);
    }

    /// <summary>The model with one more layer; null where ONNX Runtime refuses it.</summary>
    private static DrawnTensor? Extend(ModelProto model, DrawnIntegers draw, DrawnLayer layer, bool isOwn, float[] image)
    {
        var nodes = model.Graph.Node.Count;
        var real = layer.Real.Clone();
        real.Input.Clear();
        real.Input.Add([.. layer.Inputs.Select(draw.Real), .. layer.Real.Input.Skip(1)]);
        (real.Name, real.Output[0]) = ("z", "z");
        var alone = model.Clone();
        alone.Graph.Node.Add(real);
        try
        {
            var (longs, values) = OnnxRuntimePeer.RunShaped(
                alone.ToByteArray(), [([1, 3, Rows, Columns], image)], GraphOptimizationLevel.ORT_DISABLE_ALL)[0];
            int[] shape = [.. longs.Select(extent => (int)extent)];
            if (values.Length is 0 or > 3000)
            {
                return null;
            }

            var own = isOwn ? layer.Own : null;
            var target = layer.KeepsScale
                ? layer.Inputs[0] with { Name = draw.Name("t"), Shape = shape }
                : real.OpType == "Softmax" ? draw.Probabilities(shape, layer.Inputs[0].Type)
                : draw.Tensor(shape, layer.Inputs[0].Type, values.Min(), values.Max());
            if (own is null)
            {
                (real.Name, real.Output[0]) = (draw.Name("n"), draw.Name("n"));
                model.Graph.Node.Add(real);
                draw.Quantise(real.Output[0], target);
                return target;
            }

            while (model.Graph.Node.Count > nodes)
            {
                model.Graph.Node.RemoveAt(nodes);
            }

            var node = own.Clone();
            node.Input.Add(Inputs(draw, layer, target));
            (node.Name, node.Output[0]) = (target.Name, target.Name);
            model.Graph.Node.Add(node);
            return target;
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Inputs(DrawnIntegers draw, DrawnLayer layer, DrawnTensor target)
    {
        string[] result = [target.Scale, draw.ZeroOf(target)];
        string[][] inputs = [.. layer.Inputs.Select(input => new[] { input.Name, input.Scale, input.Type == OnnxType.Int32 ? "" : draw.ZeroOf(input) })];
        string[] bias = inputs.Length > 2 ? [inputs[2][0]] : [];
        return layer.Order switch
        {
            Order.IntegersOnly => [layer.Inputs[0].Name],
            Order.ResultFirst => [.. result, .. inputs.SelectMany(input => input)],
            Order.ResultBeforeBias => [.. inputs.Take(2).SelectMany(input => input), .. result, .. bias],
            Order.BiasBeforeResult => [.. inputs.Take(2).SelectMany(input => input), .. bias, .. result],
            _ => [.. inputs.SelectMany(input => input), .. result],
        };
    }
}
