namespace MobileNetGen.Generator.Graph;

/// <summary>What one element of a tensor is.</summary>
/// <param name="Name">In text, and as a part of an identifier: <c>float32</c>.</param>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Size">Bytes of one element.</param>
internal sealed record ElementType(string Name, string CSharp, int Size)
{
    public static readonly ElementType Float32 = new("float32", "float", 4);

    /// <summary>What sums of products of integers are.</summary>
    public static readonly ElementType Int32 = new("int32", "int", 4);

    /// <summary>Integers from 0 to 255. Signed ones are kept so too, with 128 added: what a tensor's own are is said by its zero point.</summary>
    public static readonly ElementType UInt8 = new("uint8", "byte", 1) { Accumulator = Int32 };

    private readonly ElementType? _accumulator;

    /// <summary>What sums of products are kept in: the type itself, unless those would not fit.</summary>
    public ElementType Accumulator
    {
        get => _accumulator ?? this;
        init => _accumulator = value;
    }

    /// <summary>What tells tensors of this type from those of <see cref="Float32"/> in an identifier.</summary>
    public string Suffix => this == Float32 ? "" : "_" + Name;

    public override string ToString() => Name;
}
