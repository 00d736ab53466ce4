using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>What operations on several inputs, element by element, have in common: a vector counts for every pixel of a map.</summary>
internal static class Broadcast
{
    public static InferredShape InferShape(string kind, IReadOnlyList<TensorType> inputs)
    {
        var whole = inputs.FirstOrDefault(input => !input.IsVector) ?? inputs[0];
        return inputs.All(input => input == whole || (input.IsVector && input.Channels == whole.Channels))
            ? whole
            : $"all inputs of {kind} must have one shape, or be a vector with as many channels.";
    }
}
