using System.Collections.Immutable;
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

    /// <summary>The same network but for what is given.</summary>
    public static NetworkLayout With(
        this NetworkLayout layout,
        string? name = null,
        ulong? fingerprint = null,
        ImmutableArray<int>? inputLengths = null,
        string? weightsHash = null,
        ImmutableArray<SimdTier>? tiers = null) =>
            new()
            {
                Name = name ?? layout.Name,
                InputLengths = inputLengths ?? layout.InputLengths,
                OutputLengths = layout.OutputLengths,
                ArenaBytes = layout.ArenaBytes,
                ScratchBytes = layout.ScratchBytes,
                BlockCount = layout.BlockCount,
                Fingerprint = fingerprint ?? layout.Fingerprint,
                WeightsHash = weightsHash ?? layout.WeightsHash,
                WeightsBytes = layout.WeightsBytes,
                Weights = layout.Weights,
                Preprocessing = layout.Preprocessing,
                Tiers = tiers ?? layout.Tiers,
            };

    public static float[] Packed(NetworkLayout layout, WeightSource source)
    {
        using var packed = source.Load(layout);
        return packed.Memory.From<float>()[..(int)(layout.WeightsBytes / sizeof(float))].ToArray();
    }

    /// <summary>The floats of one layer.</summary>
    public static float[] Of(WeightLayer layer, float[] packed) =>
        packed[(int)(layer.Offset / sizeof(float))..(int)((layer.Offset + layer.PackedBytes) / sizeof(float))];

    public static byte[] File(IReadOnlyList<NamedTensor> tensors, TensorElementType type = TensorElementType.Float32)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, type: type);
        return stream.ToArray();
    }
}
