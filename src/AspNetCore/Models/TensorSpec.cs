using System.Collections.Immutable;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore;

/// <summary>What an input or output of a model is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">What its elements are.</param>
/// <param name="Shape">Its extents, from the outermost; −1 for one that varies.</param>
public sealed record TensorSpec(string Name, TensorDataType DataType, ImmutableArray<long> Shape)
{
    /// <summary>
    /// Other forms in which the same input may come, such as an image file in place of its pixels; the model is told by the tensor's type which it is.
    /// </summary>
    public ImmutableArray<TensorSpec> Alternatives { get; init; } = [];

    /// <summary>
    /// True for an input of <see cref="TensorDataType.Bytes"/> whose elements are files: JSON, which has no bytes, may then hold them as base64,
    /// with the parameter <c>content_type</c> of <c>base64</c>, and in a shape of one row each.
    /// </summary>
    public bool HoldsFiles { get; init; }

    /// <summary>Type and shape as messages name them.</summary>
    public override string ToString() => $"{DataType.Name()} {DisplayText.Of(Shape)}";

    /// <summary>Under which parameter the metadata announce <see cref="Alternatives"/>.</summary>
    internal const string AlternativesKey = "also_accepts";

    internal string AlternativesText => string.Join("; ", Alternatives);

    internal bool Fits(ReadOnlySpan<long> shape)
    {
        var fits = shape.Length == Shape.Length;
        for (var axis = 0; fits && axis < shape.Length; axis++)
        {
            fits = Shape[axis] == -1 ? shape[axis] >= 0 : Shape[axis] == shape[axis];
        }

        return fits || (HoldsFiles && shape.Length == Shape.Length + 1 && shape[^1] == 1);
    }
}
