using System.Globalization;
using MobileNetGen.CommandLine;

namespace MobileNetGen.Tool.Learning;

/// <summary>How images are changed each time that they are learnt from. 0 is never, or not at all.</summary>
internal sealed record Augmentation
{
    private const string None = "none";

    private static readonly Dictionary<string, Part> s_parts = new(StringComparer.Ordinal)
    {
        ["crop"] = new(0.5, 1, "the least share of the image that is kept", (all, value) => all with { Crop = value }),
        ["flip"] = new(0.5, 1, "how often left and right are exchanged", (all, value) => all with { Flip = value }),
        ["rotate"] = new(15, 180, "degrees", (all, value) => all with { Rotation = value }),
        ["colour"] = new(0.3, 1, "of brightness, contrast and saturation", (all, value) => all with { Colour = value }),
        ["erase"] = new(0.25, 1, "how often a part is covered", (all, value) => all with { Erasing = value }),
        ["mixup"] = new(0.2, 10, "the alpha of the share in which two images are mixed", (all, value) => all with { Mixup = value }),
    };

    /// <summary>The least share of the area that a random crop keeps.</summary>
    public double Crop { get; init; }

    public double Flip { get; init; }

    /// <summary>The largest angle in degrees.</summary>
    public double Rotation { get; init; }

    public double Colour { get; init; }

    public double Erasing { get; init; }

    /// <summary>Zhang et al., arXiv:1710.09412.</summary>
    public double Mixup { get; init; }

    /// <summary>True where images themselves are changed.</summary>
    public bool ChangesImages => Crop > 0 || Flip > 0 || Rotation > 0 || Colour > 0 || Erasing > 0;

    public static string Help => $"{None}, or some of {string.Join(", ", s_parts.Select(part =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Key}={part.Value.Usual} ({part.Value.Meaning})")))}, "
        + "separated by commas; numbers may be left out.";

    /// <exception cref="ToolException">The text names what is unknown, or a number that is too large.</exception>
    public static Augmentation Parse(string text)
    {
        var all = new Augmentation();
        foreach (var word in text == None ? [] : text.Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, number) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, null);
            if (!s_parts.TryGetValue(name, out var part))
            {
                throw new ToolException($"--augment has \"{name}\"; {None}, or some of {string.Join(", ", s_parts.Keys)}, are accepted.");
            }

            var value = part.Usual;
            if (number is not null && (!NumberOption.TryNumber(number, out value) || value <= 0 || value > part.Max))
            {
                throw new ToolException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--augment has {name}={number}; a number above 0 and up to {part.Max} is accepted: {part.Meaning}."));
            }

            all = part.Set(all, value);
        }

        return all;
    }

    public string DisplayText
    {
        get
        {
            var used = new[] { ("crop", Crop), ("flip", Flip), ("rotate", Rotation), ("colour", Colour), ("erase", Erasing), ("mixup", Mixup) }
                .Where(part => part.Item2 > 0)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1}={part.Item2}"))
                .ToList();
            return used.Count == 0 ? None : string.Join(',', used);
        }
    }

    /// <param name="Usual">What stands for a number that is left out.</param>
    /// <param name="Max">The largest number.</param>
    /// <param name="Meaning">What the number is.</param>
    /// <param name="Set">The same with the number.</param>
    private sealed record Part(double Usual, double Max, string Meaning, Func<Augmentation, double, Augmentation> Set);
}
