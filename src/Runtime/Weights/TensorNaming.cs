namespace MobileNetGen.Weights;

/// <summary>How a framework names and lays out tensors.</summary>
internal abstract class TensorNaming
{
    public static readonly IReadOnlyList<TensorNaming> All = [new TorchNaming(), new KerasNaming()];

    /// <summary>The framework, human-readable.</summary>
    public abstract string DisplayText { get; }

    /// <summary>The name that files have for the slot.</summary>
    public abstract string NameOf(TensorSlot slot);

    /// <summary>Every name that files of any version have for the slot, today's first.</summary>
    public virtual IEnumerable<string> NamesOf(TensorSlot slot) => [NameOf(slot)];

    /// <summary>The extents that a file has for the slot.</summary>
    public abstract long[] ShapeOf(TensorSlot slot);

    /// <summary>True if a tensor of this shape can be read as the slot; extents of 1 at the end that carry no data do not matter.</summary>
    public abstract bool Accepts(TensorSlot slot, IReadOnlyList<long> shape);

    /// <summary>From the file's layout to the slot's.</summary>
    public abstract T[] ToSlotLayout<T>(TensorSlot slot, T[] values);

    /// <summary>True for a tensor that frameworks save and nothing needs.</summary>
    public virtual bool IsIgnorable(string name) => false;

    /// <summary>The name as a file may spell it, brought to this naming's own spelling.</summary>
    public virtual string Normalise(string name) => name;
}

/// <summary>PyTorch: <c>X.weight</c>, outputs first.</summary>
internal sealed class TorchNaming : TensorNaming
{
    public override string DisplayText => "PyTorch";

    public override string NameOf(TensorSlot slot) => slot.Base + slot.Role switch
    {
        TensorRole.Kernel or TensorRole.DepthwiseKernel or TensorRole.TransposedKernel
            or TensorRole.DenseKernel or TensorRole.Gamma or TensorRole.Slope or TensorRole.Constant => ".weight",
        TensorRole.Mean => ".running_mean",
        TensorRole.Variance => ".running_var",
        TensorRole.WeightScale => ".weight_scale",
        TensorRole.WeightZeroPoint => ".weight_zero_point",
        TensorRole.OutputScale => ".output_scale",
        TensorRole.OutputZeroPoint => ".output_zero_point",
        _ => ".bias",
    };

    public override long[] ShapeOf(TensorSlot slot) => slot.Role == TensorRole.DepthwiseKernel
        ? [slot.Shape[0] * slot.Shape[1], 1, slot.Shape[2], slot.Shape[3]]
        : [.. slot.Shape.Select(extent => (long)extent)];

    public override bool Accepts(TensorSlot slot, IReadOnlyList<long> shape) =>
        Trimmed(shape).SequenceEqual(Trimmed(ShapeOf(slot)));

    public override T[] ToSlotLayout<T>(TensorSlot slot, T[] values) => values;

    public override bool IsIgnorable(string name) => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    private static IEnumerable<long> Trimmed(IReadOnlyList<long> shape)
    {
        var length = shape.Count;
        while (length > 1 && shape[length - 1] == 1)
        {
            length--;
        }

        return shape.Take(length);
    }
}

/// <summary>Keras: <c>X/kernel</c>, outputs last.</summary>
internal sealed class KerasNaming : TensorNaming
{
    public override string DisplayText => "Keras";

    public override string NameOf(TensorSlot slot) => slot.Base + slot.Role switch
    {
        TensorRole.DepthwiseKernel => "/depthwise_kernel",
        TensorRole.Kernel or TensorRole.TransposedKernel or TensorRole.DenseKernel => "/kernel",
        TensorRole.Gamma => "/gamma",
        TensorRole.Beta => "/beta",
        TensorRole.Mean => "/moving_mean",
        TensorRole.Variance => "/moving_variance",
        TensorRole.Slope => "/alpha",
        TensorRole.Constant => "/value",
        TensorRole.WeightScale => "/kernel_scale",
        TensorRole.WeightZeroPoint => "/kernel_zero_point",
        TensorRole.OutputScale => "/output_scale",
        TensorRole.OutputZeroPoint => "/output_zero_point",
        _ => "/bias",
    };

    /// <summary>Keras 3 calls a depthwise kernel <c>kernel</c>; Keras 2 called it <c>depthwise_kernel</c>, and the layers of MobileNetV3 otherwise.</summary>
    public override IEnumerable<string> NamesOf(TensorSlot slot)
    {
        foreach (var layer in new[] { slot.Base, EarlierKerasNames.Of(slot.Base) }.OfType<string>())
        {
            var renamed = slot with { Base = layer };
            yield return NameOf(renamed);
            if (slot.Role == TensorRole.DepthwiseKernel)
            {
                yield return NameOf(renamed with { Role = TensorRole.Kernel });
            }
        }
    }

    public override long[] ShapeOf(TensorSlot slot) => slot.Role switch
    {
        TensorRole.Kernel or TensorRole.TransposedKernel => [slot.Shape[2], slot.Shape[3], slot.Shape[1], slot.Shape[0]],
        TensorRole.DepthwiseKernel => [slot.Shape[2], slot.Shape[3], slot.Shape[0], slot.Shape[1]],
        TensorRole.DenseKernel => [slot.Shape[1], slot.Shape[0]],
        TensorRole.Constant => [.. slot.Shape.Select(extent => (long)extent)],
        _ => [slot.Shape[0]],
    };

    public override bool Accepts(TensorSlot slot, IReadOnlyList<long> shape) =>
        shape.SkipWhile(extent => extent == 1).SequenceEqual(ShapeOf(slot).SkipWhile(extent => extent == 1));

    public override T[] ToSlotLayout<T>(TensorSlot slot, T[] values)
    {
        var (outer, inner) = slot.Role switch
        {
            // [rows·columns·inputs][outputs] to [outputs][inputs][rows·columns], and the other way round where it is transposed; depthwise
            // keeps channel and multiplier together.
            TensorRole.Kernel or TensorRole.TransposedKernel => (slot.Shape[0], slot.Shape[1]),
            TensorRole.DepthwiseKernel => (slot.Shape[0] * slot.Shape[1], 1),
            TensorRole.DenseKernel => (slot.Shape[0], slot.Shape[1]),
            _ => (0, 0),
        };
        if (outer == 0)
        {
            return values;
        }

        var taps = values.Length / (outer * inner);
        var result = new T[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var output = index % outer;
            var input = index / outer % inner;
            var tap = index / (outer * inner);
            result[(((output * inner) + input) * taps) + tap] = values[index];
        }

        return result;
    }

    public override string Normalise(string name) => name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;
}
