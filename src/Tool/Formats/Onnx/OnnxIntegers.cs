using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>How a layer of integers ends.</summary>
/// <param name="Output">What its integers stand for.</param>
/// <param name="Clamp">The activation at whose bounds they end.</param>
internal sealed record IntegerEnd(Quantisation Output, Activation Clamp = default);

/// <summary>Layers that compute with integers, however a model spells them.</summary>
internal static class OnnxIntegers
{
    /// <summary>True for what a network's tensors may consist of.</summary>
    public static bool IsByte(ModelElementType element) => element is ModelElementType.Int8 or ModelElementType.UInt8;

    public static Precision PrecisionOf(Quantisation integers) => integers.Element == ModelElementType.UInt8 ? Precision.UInt8 : Precision.Int8;

    /// <summary>A tensor as integers: those that stand for it already, or new ones.</summary>
    public static Symbol Quantise(OnnxNode node, Symbol tensor, Quantisation integers)
    {
        if (tensor.Quantisation != integers)
        {
            var made = node.Sketch.Add(node.Name, new Quantize(PrecisionOf(QuantisedRange.RequireValid(integers))), [tensor.Node]);
            node.Sketch.Quantise(made, new IntegerFacts(integers));
            tensor = tensor with { Node = made };
        }

        return tensor with { Element = integers.Element, Quantisation = integers };
    }

    /// <summary>What an operator computes with floats of a tensor of integers: integers again, unless it read real numbers.</summary>
    public static Value OfFloats(OnnxNode node, Symbol tensor, Func<Symbol, Value> operation) =>
        operation(Quantising.Floats(node.Sketch, tensor)) is var result && result is Symbol made && tensor is { IsView: false, Quantisation: { } integers }
            ? Quantise(node, made, integers)
            : result;

    /// <summary>A layer of which some node, drawn after others, makes the integers.</summary>
    /// <param name="node">The node.</param>
    /// <param name="draw">Draws the layer.</param>
    /// <param name="end">What the integers are.</param>
    /// <param name="facts">What is known of its weights.</param>
    public static Symbol Made(OnnxNode node, Func<Value> draw, IntegerEnd end, IntegerFacts? facts = null)
    {
        var first = node.Sketch.Nodes.Count;
        var tensor = (Symbol)draw();
        if (tensor.Node < first || node.Sketch.Nodes[tensor.Node].Operation.KeepsQuantization)
        {
            return Quantise(node, tensor with { Quantisation = null }, end.Output);
        }

        node.Sketch.Quantise(
            tensor.Node,
            (facts ?? new IntegerFacts(null)) with { Output = QuantisedRange.RequireValid(end.Output), Clamp = end.Clamp });
        return tensor with { Element = end.Output.Element, Quantisation = end.Output };
    }

    /// <summary>Nodes that an operator drew of integers, from one on: theirs stand for what its results do.</summary>
    public static void Settle(GraphSketch sketch, int first, IEnumerable<Value> results)
    {
        if (results.OfType<Symbol>().Select(result => result.Quantisation).FirstOrDefault(made => made is not null) is not { } integers)
        {
            return;
        }

        foreach (var index in Enumerable.Range(first, sketch.Nodes.Count - first))
        {
            if (sketch.Nodes[index] is { Integers: null, Type.IsInteger: true, Operation.KeepsQuantization: false })
            {
                sketch.Quantise(index, new IntegerFacts(integers));
            }
        }
    }

    /// <param name="node">A node with a convolution's attributes.</param>
    /// <param name="input">A map of integers.</param>
    /// <param name="kernel">Outputs, inputs of a group, rows, columns.</param>
    /// <param name="bias">Integers, or real numbers; null for none.</param>
    /// <param name="order">Where the channels are.</param>
    /// <param name="end">What the integers are.</param>
    public static Symbol Convolve(OnnxNode node, Symbol input, StoredIntegers kernel, Constant? bias, AxisOrder order, IntegerEnd end)
    {
        var facts = Facts(kernel, kernel.Integers.Shape[0], bias, input);
        return Made(node, () => OnnxConvolutions.Conv(node, input, kernel.Integers, BiasOf(facts), order), end, facts);
    }

    /// <param name="node">The node.</param>
    /// <param name="input">A matrix of integers.</param>
    /// <param name="kernel">Outputs, inputs; or inputs, outputs.</param>
    /// <param name="isTransposed">True for outputs first.</param>
    /// <param name="bias">Integers, or real numbers; null for none.</param>
    /// <param name="end">What the integers are.</param>
    public static Symbol Connect(OnnxNode node, Symbol input, StoredIntegers kernel, bool isTransposed, Constant? bias, IntegerEnd end)
    {
        var matrix = isTransposed ? kernel.Integers : OnnxConvolutions.Transposed(kernel.Integers);
        var facts = Facts(kernel, matrix.Shape[0], bias, input);
        return Made(node, () => ConvolutionLowering.Dense(node.Sketch, node.Name, input, matrix, BiasOf(facts)), end, facts);
    }

    /// <summary>A sum, a difference or a product; one of the two may be a constant.</summary>
    /// <returns>Null where both are constants, or one is not of integers with one scale.</returns>
    public static Symbol? Pair(OnnxNode node, Operation operation, Value left, Value right, IntegerEnd end)
    {
        var (sketch, name) = (node.Sketch, node.Name);
        return (left, right) switch
        {
            (Symbol { Quantisation: not null } one, Symbol { Quantisation: not null } other) =>
                Made(node, () => Elementwise.Combine(sketch, name, operation, one, other), end),
            (Symbol { Quantisation: not null } tensor, Constant { Stored.Scale.Length: 1 } constant) =>
                Made(node, () => Beside(node, operation, tensor, constant.Stored!, isFirst: false), end),
            (Constant { Stored.Scale.Length: 1 } constant, Symbol { Quantisation: not null } tensor) =>
                Made(node, () => Beside(node, operation, tensor, constant.Stored!, isFirst: true), end),
            _ => null,
        };
    }

    private static Symbol Beside(OnnxNode node, Operation operation, Symbol tensor, StoredIntegers constant, bool isFirst)
    {
        var first = node.Sketch.Nodes.Count;
        var result = Elementwise.Beside(node.Sketch, node.Name, operation, tensor, constant.Integers, isFirst);
        var integers = QuantisedRange.RequireValid(new Quantisation(constant.Integers.Element, constant.Scale[0], constant.ZeroPoint[0]));
        foreach (var index in Enumerable.Range(first, node.Sketch.Nodes.Count - first).Where(index => node.Sketch.Nodes[index].Operation is ConstantMap))
        {
            node.Sketch.Quantise(index, new IntegerFacts(integers));
        }

        return result;
    }

    /// <summary>Biases count in steps of the input's scale times the weights'; real ones are rounded to them as ONNX Runtime's optimiser does.</summary>
    private static IntegerFacts Facts(StoredIntegers kernel, int outputs, Constant? bias, Symbol input)
    {
        if (kernel.Scale.Length != 1 && kernel.Scale.Length != outputs)
        {
            throw new ToolException($"its weights have {kernel.Scale.Length} scales; 1 or {outputs} are accepted.");
        }

        if (kernel.ZeroPoint.Length != 1 && kernel.ZeroPoint.Length != outputs)
        {
            throw new ToolException($"its weights have {kernel.ZeroPoint.Length} zero points; 1 or {outputs} are accepted.");
        }

        float[] scales = [.. Enumerable.Range(0, outputs).Select(output => kernel.Scale[output % kernel.Scale.Length])];
        int[] zeros = [.. Enumerable.Range(0, outputs).Select(output => kernel.ZeroPoint[output % kernel.ZeroPoint.Length])];
        var step = (float)input.Quantisation!.Scale;
        var isUnsigned = kernel.Integers.Element is ModelElementType.UInt8 or ModelElementType.UInt4;
        return new IntegerFacts(null)
        {
            Weights = new WeightQuantisation(
                isUnsigned ? ModelElementType.UInt8 : ModelElementType.Int8,
                scales,
                zeros.All(zero => zero == 0) ? null : zeros),
            Bias = bias switch
            {
                null => null,
                { Element: ModelElementType.Int32 } => [.. OnnxConvolutions.Vector(bias, outputs).Values.Select(value => (int)value)],
                { Stored: { Integers.Element: ModelElementType.Int32 } stored } =>
                    [.. OnnxConvolutions.Vector(stored.Integers, outputs).Values.Select(value => (int)value)],
                _ => [.. OnnxConvolutions.Vector(bias, outputs).Floats.Zip(scales, (value, scale) => Rounded(value, step * scale))],
            },
        };
    }

    private static int Rounded(float value, float step) =>
        (int)Math.Clamp((double)MathF.Round(value / step, MidpointRounding.ToEven), int.MinValue, int.MaxValue);

    private static Constant? BiasOf(IntegerFacts facts) => facts.Bias is { } bias ? Constant.Vector([.. bias.Select(value => (double)value)]) : null;
}
