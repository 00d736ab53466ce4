using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>
/// Operators on real numbers that integers stand for, between DequantizeLinear and QuantizeLinear, as layers of integers. Those that read something
/// else, or whose attributes have no layer of integers, give null: they are computed with floats.
/// </summary>
internal static class OnnxIntegerOperators
{
    private static readonly Dictionary<string, Func<OnnxNode, IntegerEnd, Symbol?>> s_all = new(StringComparer.Ordinal)
    {
        ["Add"] = (node, end) => Pair(node, new Add(), end),
        ["AveragePool"] = Average,
        ["Clip"] = (node, end) => Activate(node, OnnxActivations.CutOf(node), end),
        ["Concat"] = Concat,
        ["Conv"] = Convolve,
        ["Elu"] = (node, end) => Activate(node, Activation.Elu(node.Number("alpha", 1)), end),
        ["Gelu"] = (node, end) => Activate(node, node.Text("approximate", "none") == "tanh" ? Activation.GeluTanh : Activation.Gelu, end),
        ["Gemm"] = Connect,
        ["GlobalAveragePool"] = (node, end) =>
            Map(node) is { } map ? OnnxIntegers.Made(node, () => OnnxPoolings.GlobalAverage(node, map, AxisOrder.Nchw), end) : null,
        ["HardSigmoid"] = (node, end) =>
            (float)node.Number("alpha", 0.2f) == 1f / 6 && node.Number("beta", 0.5) == 0.5 ? Activate(node, Activation.HardSigmoid, end) : null,
        ["HardSwish"] = (node, end) => Activate(node, Activation.HardSwish, end),
        ["LeakyRelu"] = (node, end) => Activate(node, Activation.LeakyRelu(node.Number("alpha", 0.01)), end),
        ["MatMul"] = (node, end) => Map(node) is { } input && Kernel(node, 1, 1) is { } kernel
            ? OnnxIntegers.Connect(node, input, kernel, isTransposed: false, null, end)
            : null,
        ["Mul"] = (node, end) => Pair(node, new Mul(), end),
        ["Relu"] = (node, end) => Activate(node, Activation.Relu, end),
        ["Resize"] = Resize,
        ["Sigmoid"] = (node, end) => Activate(node, Activation.Sigmoid, end),
        ["Softmax"] = Softmax,
        ["Sub"] = (node, end) => Pair(node, new Sub(), end),
        ["Tanh"] = (node, end) => Activate(node, Activation.Tanh, end),
    };

    /// <summary>Layers that can end at the bounds of an activation, which costs them nothing.</summary>
    private static readonly HashSet<string> s_ending = new(["Add", "Conv", "Gemm", "MatMul", "Mul", "Sub"], StringComparer.Ordinal);

    /// <summary>True if there is a layer of integers for the operator.</summary>
    public static bool Has(NodeProto node) => OnnxVersions.Domain(node.Domain) == OnnxOperator.Standard && s_all.ContainsKey(node.OpType);

    /// <summary>Layers whose integers ONNX Runtime rounds in another way than those of floats.</summary>
    private static readonly HashSet<string> s_ownRounding = new(["Add", "Mul", "Softmax", "Sub"], StringComparer.Ordinal);

    /// <summary>Reads an operator, a cut-off after it if there is one, and what quantises the result.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="cut">What cuts its result off; or null.</param>
    /// <param name="quantize">What quantises it.</param>
    /// <param name="staySigned">For each input and in the end for the result, whether ONNX Runtime's integers are signed if the model's are.</param>
    /// <returns>Null where they are no layer of integers.</returns>
    public static Symbol? Read(OnnxNode node, OnnxNode? cut, OnnxNode quantize, IReadOnlyList<bool> staySigned)
    {
        var (end, clamp) = (new IntegerEnd(OnnxQuantised.TargetOf(quantize)), cut is null ? Activation.None : OnnxActivations.CutOf(cut));
        var ends = s_ending.Contains(node.Form.Name) && (clamp == Activation.Relu || clamp == Activation.Relu6);
        if (!OnnxIntegers.IsByte(end.Output.Element)
            || (s_ownRounding.Contains(node.Form.Name) && IsSigned(node, end, staySigned))
            || s_all[node.Form.Name](node, ends ? end with { Clamp = clamp } : end) is not { } made)
        {
            return null;
        }

        node.RequireTaken();
        return ends || clamp == Activation.None
            ? made
            : OnnxIntegers.Made(node, () => Elementwise.Activate(node.Sketch, $"{node.Name}_cut", made, clamp), end);
    }

    private static bool IsSigned(OnnxNode node, IntegerEnd end, IReadOnlyList<bool> staySigned) => Enumerable.Range(0, node.InputCount)
        .Select(input => node.Own(input) switch
        {
            Symbol { IsView: true, Quantisation: { } integers } => integers.Element,
            Constant { Stored: { } stored } => stored.Integers.Element,
            var other => other.Element,
        })
        .Append(end.Output.Element)
        .Zip(staySigned)
        .Any(tensor => tensor is (ModelElementType.Int8, true));

    /// <summary>An input that is integers which stand for real numbers.</summary>
    private static Symbol? Map(OnnxNode node, int input = 0) => node.Own(input) is Symbol { IsView: true } view ? view : null;

    /// <summary>Weights that are integers of the file, with scales along an axis or one for all.</summary>
    private static StoredIntegers? Kernel(OnnxNode node, int input, int axis) =>
        node.Own(input) is Constant { Stored: { } stored } && ((stored.Scale.Length == 1 && stored.ZeroPoint.Length == 1) || stored.Axis == axis)
            && (OnnxIntegers.IsByte(stored.Integers.Element) || stored.Integers.Element is ModelElementType.Int4 or ModelElementType.UInt4)
            ? stored
            : null;

    private static Symbol? Convolve(OnnxNode node, IntegerEnd end) =>
        Map(node) is { } map && Kernel(node, 1, 0) is { Integers.Shape.Count: 4 } kernel && (!node.Has(2) || node.Own(2) is Constant)
            ? OnnxIntegers.Convolve(node, map, kernel, node.ConstantOrNull(2), AxisOrder.Nchw, end)
            : null;

    private static Symbol? Connect(OnnxNode node, IntegerEnd end)
    {
        var isTransposed = node.Integer("transB", 0) != 0;
        return Map(node) is { Shape.Count: 2 } input
            && Kernel(node, 1, isTransposed ? 0 : 1) is { } kernel
            && (!node.Has(2) || node.Own(2) is Constant)
            && (node.Number("alpha", 1), node.Number("beta", 1)) == (1, 1)
            ? OnnxIntegers.Connect(node, input, kernel, isTransposed, node.ConstantOrNull(2), end)
            : null;
    }

    private static Symbol? Pair(OnnxNode node, Operation operation, IntegerEnd end) =>
        OnnxIntegers.Pair(node, operation, node.Own(0), node.Own(1), end);

    private static Symbol? Concat(OnnxNode node, IntegerEnd end)
    {
        List<Value> tensors = [.. Enumerable.Range(0, node.InputCount).Select(node.Own)];
        return tensors.TrueForAll(tensor => tensor is Symbol { IsView: true }) && node.HasAttribute("axis")
            ? OnnxIntegers.Made(node, () => Joining.Concat(node.Sketch, node.Name, tensors, node.Integer("axis", 0)), end)
            : null;
    }

    /// <summary>Padding that counts has no layer of integers.</summary>
    private static Symbol? Average(OnnxNode node, IntegerEnd end) => Map(node) is { } map && !OnnxPoolings.CountsBorder(node)
        ? OnnxIntegers.Made(node, () => OnnxPoolings.Average(node, map, AxisOrder.Nchw, counts: false), end)
        : null;

    private static Symbol? Softmax(OnnxNode node, IntegerEnd end)
    {
        if (Map(node) is not { } map)
        {
            return null;
        }

        var (isOfOne, rank) = (node.Form.Since >= 13, map.Shape.Count);
        var axis = Reshaping.Axis(node.Integer("axis", isOfOne ? -1 : 1), rank);
        return isOfOne || map.Shape.Skip(axis + 1).All(extent => extent == 1)
            ? OnnxIntegers.Made(node, () => Pooling.Softmax(node.Sketch, node.Name, map, axis), end)
            : null;
    }

    /// <summary>Between integers of one meaning, bilinear resizing is a layer of integers; nearest resizing moves them, and needs none.</summary>
    private static Symbol? Resize(OnnxNode node, IntegerEnd end) =>
        Map(node) is { } map && map.Quantisation == end.Output && node.Form.Read(node) is [Symbol made]
            ? OnnxIntegers.Quantise(node, node.Sketch.TypeOf(made.Node).IsInteger ? made with { Quantisation = end.Output } : made, end.Output)
            : null;

    private static Symbol? Activate(OnnxNode node, Activation activation, IntegerEnd end) => Map(node) is { } map
        ? OnnxIntegers.Made(node, () => Elementwise.Activate(node.Sketch, node.Name, map, activation), end)
        : null;
}
