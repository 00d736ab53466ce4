using MobileNetGen.Weights;

namespace MobileNetGen.Networks.Writing;

/// <summary>
/// Weights of a layer of floats that a model has as integers with a scale for each output: they are written as they are, a fourth of the bytes, and become
/// the same floats where they are read.
/// </summary>
internal static class StoredBytes
{
    /// <summary>The tensors of a node's weights: integers with their scales, or floats where some number is none of the integers' any more.</summary>
    /// <param name="name">The weights' name.</param>
    /// <param name="tensor">The weights, outputs first.</param>
    public static IEnumerable<NamedTensor> Of(string name, Tensor tensor)
    {
        if (Integers(tensor) is not { } integers)
        {
            return [new NamedTensor(name, [.. tensor.Shape], tensor.Values)];
        }

        float[] scales = [.. Enumerable.Range(0, tensor.Shape[0]).Select(output => tensor.Steps![output % tensor.Steps.Length])];
        return
        [
            new NamedTensor(name, [.. tensor.Shape], integers, TensorElementType.Int8),
            new NamedTensor(name + "_scale", [scales.Length], scales),
        ];
    }

    /// <summary>The floats that written weights stand for; of a network of floats.</summary>
    public static IReadOnlyList<NamedTensor> Expanded(IReadOnlyList<NamedTensor> tensors)
    {
        var scales = tensors.Where(tensor => tensor.IntegerType == TensorElementType.Int8)
            .ToDictionary(tensor => tensor.Name, tensor => tensors.First(scale => scale.Name == tensor.Name + "_scale"));
        return [.. tensors.Except(scales.Values).Select(tensor => scales.TryGetValue(tensor.Name, out var scale) ? Expanded(tensor, scale) : tensor)];
    }

    private static NamedTensor Expanded(NamedTensor integers, NamedTensor scales) =>
        new(integers.Name, integers.Shape, StoredKernel.Expanded(integers.Integers.Span, scales.Values.Span));

    private static int[]? Integers(Tensor tensor)
    {
        if (tensor.Steps is not { } steps || tensor.Values.Length == 0 || (steps.Length != 1 && steps.Length != tensor.Shape[0]))
        {
            return null;
        }

        var (integers, length) = (new int[tensor.Values.Length], tensor.Values.Length / tensor.Shape[0]);
        for (var index = 0; index < integers.Length; index++)
        {
            var step = steps[index / length % steps.Length];
            var integer = Math.Round((double)tensor.Values[index] / step);
            if (!(integer is >= sbyte.MinValue and <= sbyte.MaxValue) || (float)integer * step != tensor.Values[index])
            {
                return null;
            }

            integers[index] = (int)integer;
        }

        return integers;
    }
}
