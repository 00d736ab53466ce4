using System.Text.RegularExpressions;

namespace MobileNetGen.Tool.Import.Writing;

/// <summary>Layer names out of what exporters call their operators: <c>model/Conv1_relu/Relu6;model/Conv1/Conv2D</c> becomes <c>Conv1</c>.</summary>
internal static partial class ReadableNames
{
    private const int MostLength = 100;

    /// <summary>Segments that name an operator and not a layer.</summary>
    [GeneratedRegex(@"^(Conv2D\d*|Conv|depthwise|BiasAdd(/ReadVariableOp)?|FusedBatchNorm(V\d)?|Relu6?|MatMul|Softmax|add(_fold)?|AddV2|mul(_fold)?|Mul|Add|Reshape(_\d+)?|Squeeze|Mean|convolution|Clip|Gemm|AvgPool|MaxPool|BatchNormalization|Transpose)(_\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OperatorName();

    [GeneratedRegex(@"[^A-Za-z0-9_.\-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Unfit();

    /// <summary>One readable name for each of the model's, all different from each other.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names)
    {
        var segments = names.Select(Segments).ToList();
        var common = CommonStart([.. segments.Where(parts => parts.Count > 1)]);
        var unique = new UniqueNames();
        return [.. segments.Select(parts => unique.Of(Fit(string.Join('.', parts.Count > 1 ? parts.Skip(common) : parts))))];
    }

    /// <summary>The path to the layer, operator names at its end left out. Of several fused names, the one that convolves.</summary>
    private static List<string> Segments(string name)
    {
        var fused = name.Split(';');
        var chosen = fused.FirstOrDefault(part => part.Contains("Conv2D", StringComparison.OrdinalIgnoreCase) || part.EndsWith("depthwise", StringComparison.Ordinal) || part.Contains("MatMul", StringComparison.Ordinal)) ?? fused[0];
        var segments = chosen.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (segments.Count > 1 && OperatorName().IsMatch(segments[^1]))
        {
            segments.RemoveAt(segments.Count - 1);
        }

        // A scope that is entered twice: MobilenetV1/MobilenetV1/Conv2d_0.
        for (var index = segments.Count - 1; index > 0; index--)
        {
            if (segments[index] == segments[index - 1])
            {
                segments.RemoveAt(index);
            }
        }

        return segments;
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
        return fit.Length == 0 ? "layer" : fit.Length > MostLength ? fit[..MostLength] : fit;
    }
}
