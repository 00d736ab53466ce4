using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Kernels that are kept in other forms than as floats.</summary>
internal static class KerasKernels
{
    private const int MaxSigned4 = 7;

    /// <summary>A kernel as floats, with what fine tuning added to it.</summary>
    public static Constant Read(KerasLayer layer, string name)
    {
        var (rank, alpha) = (layer.Number("lora_rank", 0), layer.Number("lora_alpha", layer.Number("lora_rank", 0)));
        var kernel = layer.Weight(name);
        if (layer.Policy.IsInt8)
        {
            return Scaled(kernel, layer.Weight("kernel_scale"));
        }

        if (layer.Policy.IsInt4)
        {
            return Unpacked(layer, kernel);
        }

        return rank > 0 && layer.Kind.Variables(layer.Entry.Config, layer.IsMerged).Any(variable => variable.Name == "lora_kernel_a")
            ? Tuned(kernel, layer.Weight("lora_kernel_a"), layer.Weight("lora_kernel_b"), alpha / rank)
            : kernel;
    }

    /// <summary>Keras keeps how many integers one is.</summary>
    private static Constant Scaled(Constant kernel, Constant scale) =>
        Constants.Zip(
            kernel,
            scale.Shape.Count <= kernel.Shape.Count ? scale : throw new ToolException($"its kernel_scale is {scale.DisplayShape}."),
            (integer, factor) => integer / factor);

    /// <summary><c>kernel + alpha / rank · a · b</c>, where the last axis of a is the first of b.</summary>
    private static Constant Tuned(Constant kernel, Constant first, Constant second, double scale)
    {
        if (first.Shape.Count < 2
            || second.Shape.Count != 2
            || first.Shape[^1] != second.Shape[0]
            || !kernel.Shape.SequenceEqual([.. first.Shape.SkipLast(1), second.Shape[1]]))
        {
            throw new ToolException($"its low-rank parts {first.DisplayShape} and {second.DisplayShape} do not make a kernel of {kernel.DisplayShape}.");
        }

        var (rank, outputs) = (second.Shape[0], second.Shape[1]);
        return new Constant(kernel.Shape, [.. kernel.Values.Select((value, index) =>
        {
            var (row, column) = (index / outputs * rank, index % outputs);
            return value + (scale * Enumerable.Range(0, rank).Sum(part => first.Values[row + part] * second.Values[(part * outputs) + column]));
        })]);
    }

    /// <summary>Two integers of 4 bits in a byte, the lower first; each group of rows has its scale and its zero.</summary>
    private static Constant Unpacked(KerasLayer layer, Constant packed)
    {
        var (scale, zero, groups) = (layer.Weight("kernel_scale"), layer.Weight("kernel_zero"), layer.Weight("g_idx").Integers());
        var units = scale.Shape.Count == 2 ? scale.Shape[1] : 0;
        if (packed.Shape.Count != 2
            || units == 0
            || packed.Shape[1] != (units + 1) / 2
            || !zero.Shape.SequenceEqual(scale.Shape)
            || groups.Length != packed.Shape[0]
            || groups.Any(group => group < 0 || group >= scale.Shape[0]))
        {
            throw new ToolException($"its kernel of 4 bits is {packed.DisplayShape}, its scales {scale.DisplayShape}; "
                + "a matrix with scales for groups of rows is accepted.");
        }

        return new Constant([packed.Shape[0], units], [.. Enumerable.Range(0, packed.Shape[0] * units).Select(index =>
        {
            var (row, unit) = (index / units, index % units);
            var pair = (int)packed.Values[(row * packed.Shape[1]) + (unit / 2)];
            var nibble = (unit % 2 == 0 ? pair : pair >> 4) & 0xF;
            var integer = nibble > MaxSigned4 ? nibble - 16 : nibble;
            var place = (groups[row] * units) + unit;
            return (integer - zero.Values[place]) * scale.Values[place];
        })]);
    }
}
