using MobileNetGen.CompilerServices;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Networks of which only the weights matter.</summary>
internal static class Layouts
{
    public static NetworkLayout Of(params WeightLayer[] layers) => new()
    {
        Name = "Net",
        InputLengths = [1],
        OutputLengths = [1],
        ArenaBytes = 0,
        ScratchBytes = 0,
        BlockCount = 1,
        Fingerprint = 0x0123456789abcdef,
        WeightsBytes = layers.Max(layer => layer.Offset + layer.PackedBytes),
        Weights = [.. layers],
    };

    public static float[] Packed(NetworkLayout layout, WeightSource source)
    {
        using var packed = source.Load(layout);
        return packed.Memory.From<float>()[..(int)(layout.WeightsBytes / sizeof(float))].ToArray();
    }

    /// <summary>The floats of one layer.</summary>
    public static float[] Of(WeightLayer layer, float[] packed) =>
        packed[(int)(layer.Offset / sizeof(float))..((int)(layer.Offset / sizeof(float)) + layer.PackedLength)];

    public static byte[] File(IReadOnlyList<NamedTensor> tensors, bool half = false)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, half: half);
        return stream.ToArray();
    }
}
