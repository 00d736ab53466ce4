using MobileNetGen.Execution;
using MobileNetGen.Weights;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Networks of which only the weights matter.</summary>
internal static class Layouts
{
    public static NetworkLayout Of(params WeightLayer[] layers) => new()
    {
        Name = "Net",
        InputLengths = [1],
        OutputLengths = [1],
        ArenaLength = 0,
        ScratchLength = 0,
        BlockCount = 1,
        Fingerprint = 0x0123456789abcdef,
        WeightsLength = layers.Max(layer => layer.Offset + layer.PackedLength),
        Weights = [.. layers],
    };

    public static float[] Packed(NetworkLayout layout, WeightSource source)
    {
        using var packed = source.Load(layout);
        return packed.Memory.Span[..layout.WeightsLength].ToArray();
    }

    public static byte[] File(IReadOnlyList<NamedTensor> tensors, bool half = false)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, half: half);
        return stream.ToArray();
    }
}
