using MobileNetGen.Buffers;
using MobileNetGen.Execution;

namespace MobileNetGen.Weights;

/// <summary>Brings all weights of a network into the one buffer that its kernels read.</summary>
internal static class WeightPacking
{
    public static AlignedBuffer Pack(NetworkLayout layout, WeightSource source)
    {
        using var tensors = source.Bind(layout);
        var packed = new AlignedBuffer(layout.WeightsLength);
        try
        {
            foreach (var layer in layout.Weights)
            {
                layer.Pack(tensors, packed.Span[layer.Offset..]);
            }
        }
        catch
        {
            packed.Dispose();
            throw;
        }

        return packed;
    }
}
