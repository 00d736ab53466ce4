using System.Runtime.InteropServices;

namespace MobileNetGen.Tool.Hosting;

/// <summary>A network's own elements as numbers, and back.</summary>
internal static class RawElements
{
    /// <summary>Runs a network on its own integers, which are numbers here, as NumPy's files have them.</summary>
    /// <exception cref="ToolException">A number is none of the input's integers, or the network has none.</exception>
    public static float[][] Run(LoadedNetwork network, float[][] inputs)
    {
        var outputs = network.RunRaw([.. network.Info.Inputs.Select((input, index) => Bytes(input, inputs[index]))]);
        return [.. network.Info.Outputs.Select((output, index) => Numbers(output, outputs[index]))];
    }

    private static byte[] Bytes(TensorInfo port, float[] values)
    {
        if (port.Element == TensorElement.Float32)
        {
            return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        }

        var (min, max) = port.Element == TensorElement.Int8 ? (sbyte.MinValue, sbyte.MaxValue) : ((int)byte.MinValue, (int)byte.MaxValue);
        var wrong = Array.FindIndex(values, value => !(value >= min && value <= max && value == MathF.Floor(value)));
        return wrong < 0
            ? [.. values.Select(value => (byte)(int)value)]
            : throw new ToolException(FormattableString.Invariant(
                $"the input \"{port.Name}\" is {values[wrong]} at element {wrong}; with --raw, integers from {min} to {max} are accepted."));
    }

    private static float[] Numbers(TensorInfo port, byte[] elements) => port.Element switch
    {
        TensorElement.Float32 => MemoryMarshal.Cast<byte, float>(elements).ToArray(),
        TensorElement.Int8 => [.. elements.Select(element => (float)(sbyte)element)],
        _ => [.. elements.Select(element => (float)element)],
    };
}
