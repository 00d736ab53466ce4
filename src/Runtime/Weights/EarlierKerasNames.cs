using MobileNetGen.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>
/// Keras 2's names of MobileNetV3's layers, by those of Keras 3, which allows no slash in them:
/// <c>expanded_conv_3_depthwise_bn</c> was <c>expanded_conv_3/depthwise/BatchNorm</c>.
/// </summary>
internal static class EarlierKerasNames
{
    private const string Block = "expanded_conv_";
    private const string Squeeze = "squeeze_excite_";
    private const string Norm = "_bn";

    /// <summary>Null for a layer that has kept its name, or is none of MobileNetV3's.</summary>
    public static string? Of(string layer)
    {
        var isNorm = layer.EndsWith(Norm, StringComparison.Ordinal);
        var kernel = isNorm ? layer[..^Norm.Length] : layer;
        var earlier = kernel switch
        {
            "conv" or "conv_1" or "conv_2" or "logits" => Capitalised(kernel),
            _ when kernel.StartsWith(Block, StringComparison.Ordinal) => InBlock(kernel[Block.Length..]),
            _ => null,
        };
        return isNorm && earlier is not null ? earlier + "/BatchNorm" : earlier;
    }

    /// <param name="rest">What follows <see cref="Block"/>: a number, if it is not the first block, and the layer.</param>
    /// <returns>Null for what is no layer inside a block.</returns>
    private static string? InBlock(string rest)
    {
        var digits = rest.TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 0 && (digits + 1 >= rest.Length || rest[digits] != '_') || rest.EndsWith(Squeeze, StringComparison.Ordinal))
        {
            return null;
        }

        var (block, layer) = digits == 0 ? (Block[..^1], rest) : (Block + rest[..digits], rest[(digits + 1)..]);
        return layer.StartsWith(Squeeze, StringComparison.Ordinal)
            ? $"{block}/{Squeeze[..^1]}/{Capitalised(layer[Squeeze.Length..])}"
            : $"{block}/{layer}";
    }

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
