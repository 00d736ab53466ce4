using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Engine;

/// <summary>Which tensors a training step has, where they lie when they are packed, and how they come out again.</summary>
internal static class TrainedTensors
{
    private static readonly TorchNaming s_names = new();

    /// <summary>The parameters as a network's weights, for whoever reads and packs those.</summary>
    public static NetworkLayout LayoutOf(TrainingLayout layout) => new()
    {
        Name = layout.Name,
        InputLengths = [],
        OutputLengths = [],
        ArenaBytes = 0,
        ScratchBytes = 0,
        BlockCount = 0,
        WeightsBytes = layout.ParameterBytes,
        Fingerprint = 0,
        Weights = layout.Weights,
    };

    /// <summary>The tensors without running statistics.</summary>
    public static IReadOnlyList<TrainedTensor> Of(TrainingLayout layout) =>
    [
        .. layout.Weights.SelectMany(layer => PackedOrder.Of((FloatWeights)layer)
            .Where(part => part.Slot.Role is not (TensorRole.Mean or TensorRole.Variance))
            .Select(part => new TrainedTensor(
                s_names.NameOf(part.Slot),
                Shape(part.Slot),
                (int)(layer.Offset / sizeof(float)) + part.Places.Min(),
                part.Places.Length))),
    ];

    /// <summary>All tensors in PyTorch's layouts.</summary>
    public static IReadOnlyList<NamedTensor> Unpacked(TrainingLayout layout, ReadOnlySpan<float> packed)
    {
        var tensors = new List<NamedTensor>();
        foreach (var layer in layout.Weights)
        {
            var own = packed[(int)(layer.Offset / sizeof(float))..];
            foreach (var part in PackedOrder.Of((FloatWeights)layer))
            {
                var values = new float[part.Places.Length];
                for (var index = 0; index < values.Length; index++)
                {
                    values[index] = own[part.Places[index]];
                }

                tensors.Add(new NamedTensor(s_names.NameOf(part.Slot), Shape(part.Slot), values));
            }
        }

        return tensors;
    }

    private static int[] Shape(TensorSlot slot) => [.. s_names.ShapeOf(slot).Select(extent => (int)extent)];
}
