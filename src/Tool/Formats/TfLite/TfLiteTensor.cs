using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>A tensor's entry.</summary>
/// <param name="Name">Its name, which others may have as well.</param>
/// <param name="Shape">Its extents, 1 for those that are open.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Buffer">The number of the buffer that holds a constant.</param>
internal sealed record TfLiteTensor(string Name, int[] Shape, TfLiteType Type, int Buffer)
{
    /// <summary>The extents, less than 0 where they are open.</summary>
    public required int[] OpenShape { get; init; }

    /// <summary>One scale, or one for each place along <see cref="Dimension"/>; none where the elements are what they stand for.</summary>
    public required float[] Scale { get; init; }

    public required long[] ZeroPoint { get; init; }

    public required int Dimension { get; init; }

    /// <summary>How a sparse constant's elements lie; null where all are there.</summary>
    public FlatTable? Sparsity { get; init; }

    /// <summary>As the schema writes it.</summary>
    public string DisplayType => Enum.IsDefined(Type) ? Type.ToString().ToUpperInvariant() : $"the type number {(int)Type}";

    public string DisplayShape => $"[{string.Join(", ", OpenShape.Select(extent => extent < 0 ? "?" : $"{extent}"))}]";

    /// <summary>What the elements are, or null for a type that no value has.</summary>
    public ModelElementType? Element => Enum.IsDefined(Type) && Enum.TryParse<ModelElementType>(Type.ToString(), out var element) ? element : null;

    /// <summary>True if the elements are integers that stand for real numbers.</summary>
    public bool IsQuantised => Scale.Length > 0 && Element?.IsInteger() == true;

    /// <summary>True if the elements are real numbers, or stand for them.</summary>
    public bool IsReal => IsQuantised || Element?.IsFloat() == true;

    /// <summary>What a quantised tensor's integers stand for.</summary>
    /// <exception cref="ToolException">They have several scales, which only constants may have.</exception>
    public Quantisation Integers => Scale is [var scale] && ZeroPoint.Length <= 1
        ? new Quantisation(Element!.Value, scale, ZeroPoint is [var zero] ? zero : 0)
        : throw new ToolException(
            $"the tensor \"{Name}\" has {Scale.Length} scales and {ZeroPoint.Length} zero points; one of each is accepted for what a network computes.");

    /// <summary>What the elements are and stand for, human-readable.</summary>
    public string Elements => IsQuantised ? Integers.DisplayText : DisplayType;

    /// <summary>True if equal elements stand for equal numbers here and there.</summary>
    public bool HasElementsOf(TfLiteTensor other) =>
        Type == other.Type && IsQuantised == other.IsQuantised && (!IsQuantised || Integers == other.Integers);

    /// <exception cref="ToolException">It is of a kind that is not read.</exception>
    public static TfLiteTensor Of(FlatTable table)
    {
        var (name, shape) = (table.Text(TfLiteFields.Tensor.Name), table.Integers(TfLiteFields.Tensor.Shape) ?? []);
        var quantization = table.Table(TfLiteFields.Tensor.Quantization);
        if (table.Flag(TfLiteFields.Tensor.IsVariable) || quantization?.Byte(TfLiteFields.Quantization.DetailsKind) > 0)
        {
            var kind = table.Flag(TfLiteFields.Tensor.IsVariable) ? "is kept from one run to the next" : "is quantised in a way of its own";
            throw new ToolException($"the tensor \"{name}\" {kind}, which is not supported.");
        }

        return new TfLiteTensor(name, shape, (TfLiteType)table.Byte(TfLiteFields.Tensor.Type), table.Integer(TfLiteFields.Tensor.Buffer))
        {
            OpenShape = table.Integers(TfLiteFields.Tensor.OpenShape) is { } open && open.Length == shape.Length ? open : shape,
            Scale = quantization?.Numbers(TfLiteFields.Quantization.Scale) ?? [],
            ZeroPoint = quantization?.Longs(TfLiteFields.Quantization.ZeroPoint) ?? [],
            Dimension = quantization?.Integer(TfLiteFields.Quantization.Dimension) ?? 0,
            Sparsity = table.Table(TfLiteFields.Tensor.Sparsity),
        };
    }
}
