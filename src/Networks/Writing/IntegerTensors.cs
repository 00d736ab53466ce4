namespace MobileNetGen.Networks.Writing;

/// <summary>The tensors of a node of integers: its weights and biases, and what its integers stand for.</summary>
internal static class IntegerTensors
{
    public static IEnumerable<NamedTensor> Of(string name, ImportNode node)
    {
        var facts = node.Integers!;
        foreach (var (key, tensor) in node.Tensors.Where(tensor => tensor.Key != "bias"))
        {
            var element = facts.Weights?.Element ?? facts.Output!.Element;
            yield return Integers($"{name}.{key}", tensor.Shape, [.. tensor.Values.Select(value => (int)value)], element);
        }

        if (facts.Bias is { } bias)
        {
            yield return new NamedTensor($"{name}.bias", [bias.Length], bias, TensorElementType.Int32);
        }

        if (facts.Weights is { } weights)
        {
            yield return new NamedTensor($"{name}.weight_scale", [weights.Scale.Length], weights.Scale);
            if (weights.ZeroPoint is { } zeros)
            {
                yield return Integers($"{name}.weight_zero_point", [zeros.Length], zeros, weights.Element);
            }
        }

        foreach (var tensor in OfOutput(name, node))
        {
            yield return tensor;
        }
    }

    /// <summary>What the integers stand for that a node makes.</summary>
    public static IEnumerable<NamedTensor> OfOutput(string name, ImportNode node) => node.Integers?.Output is { } output
        ?
        [
            new NamedTensor($"{name}.output_scale", [1], new[] { (float)output.Scale }),
            Integers($"{name}.output_zero_point", [1], [(int)output.ZeroPoint], output.Element),
        ]
        : [];

    private static NamedTensor Integers(string name, IReadOnlyList<int> shape, int[] values, ModelElementType element) =>
        new(name, shape, values, element == ModelElementType.UInt8 ? TensorElementType.UInt8 : TensorElementType.Int8);
}
