using System.Text.RegularExpressions;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>Layer names out of what exporters call their operators: <c>model/Conv1_relu/Relu6;model/Conv1/Conv2D</c> becomes <c>Conv1</c>.</summary>
internal static partial class ReadableNames
{
    private const int MaxLength = 100;

    /// <summary>Segments that name an operator and not a layer.</summary>
    [GeneratedRegex(
        @"^(Conv2D\d*|Conv|depthwise|BiasAdd(/ReadVariableOp)?|FusedBatchNorm(V\d)?|Relu6?|MatMul|Softmax|add(_fold)?|AddV2|mul(_fold)?|Mul|Add"
        + @"|Reshape(_\d+)?|Squeeze|Mean|convolution|Clip|Gemm|AvgPool|MaxPool|BatchNormalization|Transpose)(_\d+)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OperatorName();

    [GeneratedRegex(@"[^A-Za-z0-9_.\-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Unfit();

    /// <summary>What converters of PyTorch call a module: its class and, after it, its name.</summary>
    [GeneratedRegex(@"^(\w+\.)+[A-Z][A-Za-z0-9]*_(?<name>\w+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Module();

    [GeneratedRegex(@"(^|/)(Conv2D\d*|convolution|conv2d_transpose)(_\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Convolves();

    [GeneratedRegex(@"(^|/)depthwise(_\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ConvolvesChannels();

    [GeneratedRegex(@"(^|/)MatMul(_\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Multiplies();

    /// <summary>One readable name for each of some tensors', all different from each other.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names) => Of([.. names.Select(name => (name, (Operation?)null))]);

    /// <summary>One readable name for each node, all different from each other.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ImportNode> nodes) => Of([.. nodes.Select(node => (node.Name, (Operation?)node.Operation))]);

    private static List<string> Of(List<(string Name, Operation? Operation)> names)
    {
        var segments = names.Select(name => Segments(name.Name, name.Operation)).ToList();
        var common = CommonStart([.. segments.Where(parts => parts.Count > 1)]);
        var unique = new UniqueNames();
        return [.. segments.Select(parts => unique.Of(Fit(string.Join('.', parts.Count > 1 ? parts.Skip(common) : parts))))];
    }

    /// <summary>The path to the layer, operator names at its end left out.</summary>
    private static List<string> Segments(string name, Operation? operation)
    {
        var isFused = name.Contains(';', StringComparison.Ordinal);
        var segments = Own(name, operation).Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (segments.Count > 1 && OperatorName().IsMatch(segments[^1]))
        {
            segments.RemoveAt(segments.Count - 1);
        }

        for (var index = 0; isFused && index < segments.Count; index++)
        {
            segments[index] = Module().Match(segments[index]) is { Success: true } module ? module.Groups["name"].Value : segments[index];
        }

        // A scope that is entered twice, MobilenetV1/MobilenetV1/Conv2d_0, or that the next one repeats: features/features.0/features.0.0.
        for (var index = segments.Count - 1; index > 0; index--)
        {
            if (segments[index] == segments[index - 1] || segments[index].StartsWith(segments[index - 1] + ".", StringComparison.Ordinal))
            {
                segments.RemoveAt(index - 1);
            }
        }

        return segments;
    }

    /// <summary>Of several fused names, the last one that names what the operation does; the first where none does.</summary>
    private static string Own(string name, Operation? operation)
    {
        var fused = name.Split(';', StringSplitOptions.RemoveEmptyEntries);
        Regex[] own = operation switch
        {
            Depthwise => [ConvolvesChannels(), Convolves()],
            Dense => [Multiplies(), Convolves()],
            Convolution or GroupedConvolution or ConvTranspose => [Convolves(), Multiplies(), ConvolvesChannels()],
            _ => [],
        };
        return own.Select(does => fused.LastOrDefault(does.IsMatch)).FirstOrDefault(part => part is not null) ?? fused.FirstOrDefault() ?? name;
    }

    /// <summary>How many segments nearly all names begin with.</summary>
    private static int CommonStart(List<List<string>> names)
    {
        var common = 0;
        while (names.Count > 1 && names.All(parts => parts.Count > common + 1) && names.All(parts => parts[common] == names[0][common]))
        {
            common++;
        }

        return common;
    }

    private static string Fit(string name)
    {
        var fit = Unfit().Replace(name, "_").Trim('_', '.');
        return fit.Length == 0 ? "layer" : fit.Length > MaxLength ? fit[..MaxLength] : fit;
    }
}
