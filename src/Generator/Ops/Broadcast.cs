using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// What operations on several inputs, element by element, have in common: an input counts for every row, column or channel along an axis
/// where its extent is 1.
/// </summary>
internal static class Broadcast
{
    public static InferredShape InferShape(string kind, IReadOnlyList<TensorType> inputs)
    {
        var whole = inputs[0] with
        {
            Height = inputs.Max(input => input.Height),
            Width = inputs.Max(input => input.Width),
            Channels = inputs.Max(input => input.Channels),
        };
        return inputs.All(input => Fits(input.Height, whole.Height) && Fits(input.Width, whole.Width) && Fits(input.Channels, whole.Channels))
            ? whole
            : $"all inputs of {kind} must have one shape; along each axis, an extent of 1 stands for any.";
    }

    private static bool Fits(int extent, int whole) => extent == whole || extent == 1;
}
