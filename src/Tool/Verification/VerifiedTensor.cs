namespace MobileNetGen.Tool.Verification;

/// <summary>A tensor that is compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its numbers; of integers, what they stand for.</param>
internal sealed record VerifiedTensor(string Name, float[] Values)
{
    /// <summary>Of a tensor of integers: these themselves.</summary>
    public float[]? Integers { get; init; }

    /// <summary>An output of a network that gave it as elements of its own type, too.</summary>
    /// <param name="output">What the output is.</param>
    /// <param name="values">Its numbers.</param>
    /// <param name="own">Elements of its own type as bytes; null in a network without integers.</param>
    public static VerifiedTensor Of(TensorInfo output, float[] values, byte[]? own) => new(output.Name, values)
    {
        Integers = own is null ? null : output.Element switch
        {
            TensorElement.Int8 => Array.ConvertAll(own, value => (float)(sbyte)value),
            TensorElement.UInt8 => Array.ConvertAll(own, value => (float)value),
            _ => null,
        },
    };
}
