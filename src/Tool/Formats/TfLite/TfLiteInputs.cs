using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The network's inputs. Of quantised tensors, and of integers, they are the real numbers.</summary>
/// <param name="scope">The graph's tensors.</param>
/// <param name="operations">The operators that are read.</param>
/// <param name="shape">The extents that the user says, where the model leaves some open; or null.</param>
internal sealed class TfLiteInputs(TfLiteScope scope, IReadOnlyList<TfLiteOperation> operations, IReadOnlyList<int>? shape)
{
    private const int MaxExtent = 8192;
    private const int MaxSteps = 8;

    private static readonly int[] s_toChannelsLast = [0, 2, 3, 1];

    /// <summary>Operators of one input that work on any order of axes.</summary>
    private static readonly HashSet<string> s_transparent = new(["QUANTIZE", "DEQUANTIZE", "CAST"], StringComparer.Ordinal);

    private readonly List<string> _notes = [];

    /// <summary>Adds them all.</summary>
    /// <returns>What a user should know of each.</returns>
    public IReadOnlyList<string> Add(IReadOnlyList<int> inputs)
    {
        Limits.RequirePorts(inputs.Count);
        var open = inputs.Where(input => IsOpen(scope.Tensor(input))).ToList();
        if (shape is not null && open.Count != 1)
        {
            var all = string.Join(" and ", inputs.Select(input => Described(scope.Tensor(input))));
            var found = open.Count == 0 ? "none are" : $"those of {open.Count} inputs are";
            throw new ToolException($"--shape is for one input whose extents are open; of {all}, {found}.");
        }

        foreach (var input in inputs)
        {
            scope.Add(input, Of(input, open.Contains(input) ? shape : null));
        }

        return _notes;
    }

    private static bool IsOpen(TfLiteTensor tensor) => tensor.OpenShape.Any(extent => extent < 0);

    private static string Described(TfLiteTensor tensor) => $"\"{tensor.Name}\" {tensor.DisplayShape}";

    private Symbol Of(int index, IReadOnlyList<int>? said)
    {
        var tensor = scope.Tensor(index);
        if (!tensor.IsReal && tensor.Element?.IsInteger() != true)
        {
            throw new ToolException($"the input {Described(tensor)} is {tensor.DisplayType}; FLOAT32 and integers are accepted.");
        }

        var extents = Extents(tensor, said);
        scope.IsResized |= said is not null;
        var order = extents.Count == 4 && IsMadeChannelsLast(index) ? AxisOrder.Nchw : AxisOrder.Nhwc;
        if (order == AxisOrder.Nchw)
        {
            _notes.Add($"the model's input \"{tensor.Name}\" is NCHW [{string.Join(", ", extents)}]; the network's is rows, columns, channels");
        }

        if (scope.KeepsIntegers && TfLiteNode.IsInteger(tensor))
        {
            return OfIntegers(tensor, extents, order);
        }

        var symbol = Views.OfInput(scope.Sketch, tensor.Name, extents, order);
        if (tensor.Element!.Value.IsInteger())
        {
            scope.Sketch.Bound(symbol.Node, tensor.IsQuantised ? tensor.Integers.RealRange : tensor.Element.Value.Range());
            _notes.Add(tensor.IsQuantised
                ? $"the model's input \"{tensor.Name}\" is integers; the network's is the real numbers that they stand for, and so are weights and outputs"
                : $"the model's input \"{tensor.Name}\" is integers of {tensor.DisplayType}; the network's is the same numbers as floats");
        }

        return symbol;
    }

    /// <summary>Integers that stay integers.</summary>
    private Symbol OfIntegers(TfLiteTensor tensor, IReadOnlyList<int> extents, AxisOrder order)
    {
        var precision = TfLiteNode.PrecisionOf(tensor);
        var own = precision == scope.Precision ? (Precision?)null : precision;
        var symbol = Views.OfInput(scope.Sketch, tensor.Name, extents, order, ElementType.UInt8, own);
        scope.Sketch.Quantise(symbol.Node, new IntegerFacts(QuantisedRange.RequireValid(tensor.Integers)));
        return symbol;
    }

    /// <summary>Those of the file, with 1 for an open batch, or what the user says where that is what the file leaves open.</summary>
    private static IReadOnlyList<int> Extents(TfLiteTensor tensor, IReadOnlyList<int>? said)
    {
        bool Fits(int extent, int axis) => tensor.OpenShape[axis] < 0 || tensor.OpenShape[axis] == extent;
        if (said is not null && (said.Count != tensor.OpenShape.Length || !said.Select(Fits).All(fits => fits)))
        {
            throw new ToolException($"--shape is {string.Join('x', said)}, which does not fit the input {Described(tensor)}.");
        }

        IReadOnlyList<int> extents = said ?? [.. tensor.OpenShape.Select((extent, axis) => axis == 0 && extent < 0 ? 1 : extent)];
        if (extents.Count is 2 or 4 && extents[0] == 1 && extents.All(extent => extent is >= 1 and <= MaxExtent))
        {
            return extents;
        }

        var way = extents.Any(extent => extent < 0) ? ": say them with --shape, as in --shape 1x224x224x3" : "";
        throw new ToolException($"the input {Described(tensor)} is not a batch of one map or vector of known extents, which is what is accepted{way}.");
    }

    /// <summary>True if the first that is made of an input is its map with the channels last.</summary>
    private bool IsMadeChannelsLast(int tensor, int steps = 0)
    {
        var readers = operations.Where(operation => operation.Inputs.Contains(tensor)).ToList();
        return readers.Count > 0 && steps < MaxSteps && readers.All(reader => reader.Kind == "TRANSPOSE"
            ? reader.Inputs.Count == 2 && scope.Elements(reader.Inputs[1])?.Integers().SequenceEqual(s_toChannelsLast) == true
            : s_transparent.Contains(reader.Kind) && reader.Outputs is [var made] && IsMadeChannelsLast(made, steps + 1));
    }
}
