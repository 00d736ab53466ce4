using System.Collections.Immutable;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>A network's inputs and outputs as clients see them: its own elements, a batch along the first extent.</summary>
internal static class NetworkPorts
{
    /// <summary>
    /// What a network takes and gives. Where its description says how images become the input, files and pixels of any size are taken too; what
    /// integers stand for, in place of one input of integers.
    /// </summary>
    public static ModelSignature Signature(NetworkInfo network, int maxBatch) => new(
        [.. network.Inputs.Select((input, index) => Spec(input) with { Alternatives = [.. Alternatives(network, index)] })],
        [.. network.Outputs.Select(Spec)])
    { MaxBatch = maxBatch };

    /// <summary>Its type and its extents after the batch's.</summary>
    public static TensorSpec Spec(TensorInfo tensor)
    {
        var (height, width, channels) = tensor.Shape;
        return new(tensor.Name, DataType(tensor), (height, width) == (1, 1) ? [-1, channels] : [-1, height, width, channels]);
    }

    /// <summary>Bytes of one example.</summary>
    public static int Bytes(TensorInfo tensor) => tensor.Length * (tensor.Element == TensorElement.Float32 ? sizeof(float) : 1);

    public static TensorDataType DataType(TensorInfo tensor) => tensor.Element switch
    {
        TensorElement.Int8 => TensorDataType.Int8,
        TensorElement.UInt8 => TensorDataType.UInt8,
        _ => TensorDataType.Float32,
    };

    private static IEnumerable<TensorSpec> Alternatives(NetworkInfo network, int index)
    {
        var input = network.Inputs[index];
        var own = Spec(input);
        if (input.Element != TensorElement.Float32 && network.Inputs.Length == 1)
        {
            yield return own with { DataType = TensorDataType.Float32 };
        }

        if (index > 0 || !TakesImages(network))
        {
            yield break;
        }

        yield return new TensorSpec(input.Name, TensorDataType.Bytes, [-1]) { HoldsFiles = true };
        if (input.Element != TensorElement.UInt8)
        {
            yield return new TensorSpec(input.Name, TensorDataType.UInt8, [-1, -1, -1, 3]);
        }
    }

    /// <summary>Whether the first input may come as an image. Beside others, only floats can be made of it, which a network of floats takes.</summary>
    private static bool TakesImages(NetworkInfo network) => network.Preprocessing is not null && (network.Inputs.Length == 1 || !HasIntegers(network));

    private static bool HasIntegers(NetworkInfo network) => network.Inputs.Concat(network.Outputs).Any(port => port.Element != TensorElement.Float32);
}
