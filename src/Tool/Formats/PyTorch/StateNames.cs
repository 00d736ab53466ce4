using System.Text.RegularExpressions;

namespace MobileNetGen.Tool.Formats.PyTorch;

/// <summary>
/// From the names that libraries give a network's tensors to those of a preset. What all names begin with, as wrappers of modules add it,
/// is left away.
/// </summary>
internal static partial class StateNames
{
    private const int MaxPrefixes = 4;

    /// <summary>The preset's name for each of a file's, and the flavor that the names are of.</summary>
    /// <param name="names">The file's names.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="flavor">Its flavor, or null for its first.</param>
    /// <param name="notes">What was done, for the report.</param>
    /// <exception cref="ToolException">The names are those of a network that the preset does not compute.</exception>
    public static (IReadOnlyDictionary<string, string> Names, string? Flavor) Of(
        IReadOnlyList<string> names,
        string preset,
        string? flavor,
        List<string> notes)
    {
        var prefix = Prefix(names);
        if (prefix.Length > 0)
        {
            notes.Add($"all names begin with \"{prefix}\", which was left away");
        }

        var plain = names.ToDictionary(name => name, name => name[prefix.Length..], StringComparer.Ordinal);
        var known = plain.Values.Select(name => HuggingFaceScope().Replace(name, "")).ToHashSet(StringComparer.Ordinal);
        if (preset == "mobilenet-v1" && known.Contains("conv_stem.convolution.weight"))
        {
            // Keras' layers, with another padding where sides are odd, and another least width.
            return Renamed(plain, flavor is "keras" ? null : flavor, "transformers", "Hugging Face's MobileNetV1", HuggingFaceV1, notes);
        }

        if (preset == "mobilenet-v2" && known.Contains("conv_stem.first_conv.convolution.weight"))
        {
            return Renamed(plain, flavor, "keras", "Hugging Face's MobileNetV2", HuggingFaceV2, notes);
        }

        if (preset != "mobilenet-v2" || flavor != "torchvision" || !known.Contains("conv_stem.weight"))
        {
            return (plain, flavor);
        }

        var blocks = known.Select(name => TimmBlock().Match(name)).Where(match => match.Success)
            .Select(match => (Stage: Number(match, "stage"), Block: Number(match, "block"))).Distinct().Order().ToList();
        return Renamed(plain, flavor, "torchvision", "timm's MobileNetV2", name => TimmV2(name, blocks), notes);
    }

    /// <summary>The parts, with their dots, that all names begin with.</summary>
    public static string Prefix(IReadOnlyList<string> names)
    {
        var prefix = "";
        for (var count = 0; count < MaxPrefixes && names.Count > 1; count++)
        {
            var end = names[0].IndexOf('.', prefix.Length);
            if (end < 0 || !names.All(name => name.AsSpan().StartsWith(names[0].AsSpan(0, end + 1), StringComparison.Ordinal)))
            {
                break;
            }

            prefix = names[0][..(end + 1)];
        }

        return prefix;
    }

    private static (IReadOnlyDictionary<string, string> Names, string? Flavor) Renamed(
        IReadOnlyDictionary<string, string> names,
        string? flavor,
        string needed,
        string shown,
        Func<string, string> rename,
        List<string> notes)
    {
        if (flavor is not null && flavor != needed)
        {
            throw new ToolException($"its names are those of {shown}, which the flavor {flavor} does not compute; give --flavor {needed}.");
        }

        notes.Add($"the names are those of {shown}, flavor {needed}");
        return (names.ToDictionary(name => name.Key, name => rename(HuggingFaceScope().Replace(name.Value, "")), StringComparer.Ordinal), needed);
    }

    private static string HuggingFaceV1(string name)
    {
        var part = HuggingFacePart().Match(name);
        var number = part.Success && part.Groups["layer"].Success ? Number(part, "layer") : 0;
        var layer = !part.Groups["layer"].Success ? "conv1" : $"conv_{(number % 2 == 0 ? "dw" : "pw")}_{(number / 2) + 1}";
        return part.Success
            ? $"{layer}{(part.Groups["role"].Value == "normalization" ? "_bn" : "")}.{part.Groups["tensor"].Value}"
            : name.Replace("classifier.", "conv_preds.", StringComparison.Ordinal);
    }

    private static string HuggingFaceV2(string name)
    {
        var part = HuggingFacePart().Match(name);
        if (!part.Success)
        {
            return name.Replace("classifier.", "predictions.", StringComparison.Ordinal);
        }

        var (isNorm, step) = (part.Groups["role"].Value == "normalization", part.Groups["step"].Value);
        var scope = part.Groups["layer"].Success ? $"block_{Number(part, "layer") + 1}" : "expanded_conv";
        var layer = (part.Groups["place"].Value, step) switch
        {
            ("conv_stem", "first_conv") => isNorm ? "bn_Conv1" : "Conv1",
            ("conv_1x1", _) => isNorm ? "Conv_1_bn" : "Conv_1",
            (_, "expand_1x1") => $"{scope}_expand{(isNorm ? "_BN" : "")}",
            (_, "conv_3x3") => $"{scope}_depthwise{(isNorm ? "_BN" : "")}",
            _ => $"{scope}_project{(isNorm ? "_BN" : "")}",
        };
        return $"{layer}.{part.Groups["tensor"].Value}";
    }

    private static string TimmV2(string name, List<(int Stage, int Block)> blocks)
    {
        var (part, last) = (TimmBlock().Match(name), blocks.Count + 1);
        if (!part.Success)
        {
            return name.Split('.', 2) switch
            {
                ["conv_stem", var tensor] => $"features.0.0.{tensor}",
                ["bn1", var tensor] => $"features.0.1.{tensor}",
                ["conv_head", var tensor] => $"features.{last}.0.{tensor}",
                ["bn2", var tensor] => $"features.{last}.1.{tensor}",
                ["classifier", var tensor] => $"classifier.1.{tensor}",
                _ => name,
            };
        }

        var place = blocks.IndexOf((Number(part, "stage"), Number(part, "block"))) + 1;
        var step = (place == 1, part.Groups["part"].Value) switch
        {
            (true, "conv_dw") => "0.0",
            (true, "bn1") => "0.1",
            (true, "conv_pw") => "1",
            (true, "bn2") => "2",
            (_, "conv_pw") => "0.0",
            (_, "bn1") => "0.1",
            (_, "conv_dw") => "1.0",
            (_, "bn2") => "1.1",
            (_, "conv_pwl") => "2",
            (_, "bn3") => "3",
            var (_, other) => other,
        };
        return $"features.{place}.conv.{step}.{part.Groups["tensor"].Value}";
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue - 1;

    [GeneratedRegex("^mobilenet_v[12]\\.")]
    private static partial Regex HuggingFaceScope();

    [GeneratedRegex(
        "^(?<place>conv_stem|conv_1x1|layer\\.(?<layer>\\d+))\\.((?<step>\\w+)\\.)?(?<role>convolution|normalization)\\.(?<tensor>\\w+)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex HuggingFacePart();

    [GeneratedRegex("^blocks\\.(?<stage>\\d+)\\.(?<block>\\d+)\\.(?<part>\\w+)\\.(?<tensor>\\w+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex TimmBlock();
}
