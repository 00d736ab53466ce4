using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A description says all that an operation is: read again, it is the same one.</summary>
public sealed class WrittenLayersTests
{
    private static readonly TensorType s_map = new(6, 4, 8);

    private static readonly IReadOnlyList<Operation> s_operations =
    [
        .. Enum.GetValues<UnaryFunction>().Select(function => new Unary(function)),
        new Activate(Activation.Clip(-0.25, 1.5)),
        new Activate(Activation.Elu(0.3)),
        new Activate(Activation.GeluTanh),
        new Activate(Activation.LeakyRelu(0.2)),
        new AveragePool(new Window(new Extent(2, 3), Extent.One, new Extent(2, 1), Padding.Of(new Margins(1, 0, 0, 1))), CountIncludePad: true),
        new Concat(Axis.Height),
        new Concat(Axis.Width),
        new Concat(),
        new ConstantMap(new MapShape(2, 3, 5)),
        new DepthToSpace(2, DepthOrder.CRD),
        new DepthToSpace(2, DepthOrder.DCR),
        new Expand(new MapShape(6, 4, 8)),
        new L2Normalize(0.5),
        new LogSoftmax(),
        new MaxPool(new Window(new Extent(3, 2), new Extent(2, 1), new Extent(1, 3), Padding.Of(new Margins(0, 1, 2, 0)))),
        new Pad(new Margins(1, 2, 3, 0), -1.5),
        .. from function in Enum.GetValues<Reduction>() from axes in AxisSet.All select new Reduce(function, axes),
        new Reshape(new MapShape(4, 6, 8)),
        new Resize(
            new Extent(7, 6),
            null,
            Interpolation.Bicubic,
            Coordinates.PytorchHalfPixel) { CubicCoefficient = -0.5, Antialias = true, ExcludeOutside = true, Scales = new Scales(1.2f, 1.5f) },
        new Resize(new Extent(3, 4), null, Interpolation.Nearest, Coordinates.HalfPixelSymmetric) { Rounding = Rounding.RoundPreferFloor },
        new Slice(new AxisSlice(0, 5, 2), null, new AxisSlice(-1, -9, -1)),
        new Softmax(),
        new SpaceToDepth(2, DepthOrder.CRD),
        new Transpose(new AxisPermutation(Axis.Channels, Axis.Height, Axis.Width)),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, s_operations.Count)];

    [Theory]
    [MemberData(nameof(Places))]
    public void AnOperationIsReadAsItWasWritten(int place)
    {
        var (operation, sketch) = (s_operations[place], new GraphSketch(1 << 20));
        var input = sketch.AddInput("x", s_map);
        var tensors = operation is ConstantMap { Shape: var shape } ? new Dictionary<string, Tensor>
        {
            ["weight"] = new Tensor([shape.Height, shape.Width, shape.Channels], new float[shape.Height * shape.Width * shape.Channels])
        } : null;
        var node = sketch.Add("y", operation, operation is Concat ? [input, input] : [input], tensors);
        sketch.AddOutput("y", Views.OfMap(sketch, node, AxisOrder.Nhwc));
        var description = Imported.Result(new ImportedModel(sketch, "a test")).Network.Description;
        var graph = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, "Net"));
        Assert.Empty(graph.Problems);
        Assert.Contains(graph.Value!.Graph.Nodes, read => read.Operation == operation);
    }
}
