using System.Xml.Linq;

namespace MobileNetGen.Docs.Tests.Writing;

/// <summary>What keys mean: the documentation of the attributes that spell them in C#, so that it is written once.</summary>
internal static class Meanings
{
    private static readonly Dictionary<string, XElement> s_members = Comment.Of(typeof(NetworkInfo).Assembly.Location);

    /// <summary>What no attribute spells, because C# has another way to say it.</summary>
    private static readonly Dictionary<string, string> s_others = new(StringComparer.Ordinal)
    {
        ["$schema"] = "Where the JSON schema is, for editors.",
        ["name"] = "The network's name; the class' if it is not set.",
        ["weights"] = "The SHA-256 of the data of the weights that an import wrote with the description. `Create` refuses others, unless "
            + "`NetworkOptions.AllowOtherWeights` is set.",
        ["precision"] = "What the elements of the network's tensors are: floats, or integers whose scales and zero points are in the weights.",
        ["arithmetic"] = "Of integers, whose rounding they follow: TensorFlow Lite's default interpreter, ONNX Runtime, or TensorFlow Lite's reference "
            + "kernels, which TensorFlow Lite Micro has.",
        ["input"] = "The one input.",
        ["inputs"] = "Several inputs; `input` is the short form for one.",
        ["preprocess"] = "How the pixels of an image become the input. Without it, networks run on floats only.",
        ["width"] = "The papers' width multiplier: every layer's `filters` times it, rounded to a multiple of 8.",
        ["defaults"] = "What layers that convolve take where they say nothing themselves.",
        ["layers"] = "The layers. Each reads the one before unless `inputs` says otherwise.",
        ["outputs"] = "The outputs by the layers that make them; the last layer's output if it is not set.",
    };

    public static string Of(Type attribute, string key)
    {
        var property = attribute == typeof(object) ? null : attribute.GetProperty(char.ToUpperInvariant(key[0]) + key[1..]);
        if (property is null)
        {
            return s_others.TryGetValue(key, out var text)
                ? text
                : throw new InvalidOperationException($"nothing says what \"{key}\" means; document it in {attribute.Name}.");
        }

        return Comment.Markdown(s_members[$"P:{attribute.FullName}.{property.Name}"].Element("summary")!);
    }

    /// <summary>The same without marks.</summary>
    public static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);
}
