using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>Brings all weights of a network into the one buffer that its kernels read.</summary>
internal static class WeightPacking
{
    public static NativeBuffer Pack(NetworkLayout layout, ITensorReader tensors)
    {
        var packed = new AlignedBuffer(layout.WeightsBytes);
        try
        {
            // Gaps between layers go into packed files too.
            packed.From<byte>().Clear();
            foreach (var layer in layout.Weights)
            {
                layer.Pack(tensors, packed.From<byte>(layer.Offset)[..checked((int)layer.PackedBytes)]);
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
