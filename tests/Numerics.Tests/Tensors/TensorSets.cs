namespace MobileNetGen.Numerics.Tests.Tensors;

/// <summary>Changes of weights.</summary>
internal static class TensorSets
{
    /// <summary>The set with other values for a tensor, which are read anew each time that the tensor is.</summary>
    public static TensorSet With(this TensorSet set, string name, float[] values) =>
        new([.. set.Tensors.Select(tensor => tensor.Name == name ? new NamedTensor(name, tensor.Shape, values) : tensor)]);
}
