using MobileNetGen.CommandLine;

namespace MobileNetGen.Tool.Learning;

/// <summary>From the texts that images are labelled with to what a network is to say.</summary>
internal static class Labelling
{
    private const char Separator = ';';

    /// <exception cref="ToolException">There are fewer than two classes, or numbers that are none.</exception>
    public static LabelledExamples Of(IReadOnlyList<Example> examples, LearningTask task) => task switch
    {
        LearningTask.Classes => Classes(examples),
        LearningTask.Labels => Labels(examples),
        _ => Numbers(examples),
    };

    private static LabelledExamples Classes(IReadOnlyList<Example> examples)
    {
        var names = Sorted(examples.Select(example => example.Label));
        return names.Count >= 2
            ? new LabelledExamples(examples, names, [.. examples.Select(example => new float[] { names.IndexOf(example.Label) })])
            : throw new ToolException($"all images show \"{names[0]}\"; two classes or more are accepted.");
    }

    private static LabelledExamples Labels(IReadOnlyList<Example> examples)
    {
        List<string[]> each = [.. examples.Select(example => example.Label.Split(
            Separator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var names = Sorted(each.SelectMany(labels => labels));
        return new LabelledExamples(
            examples,
            names,
            [.. each.Select(labels => names.Select(name => labels.Contains(name, StringComparer.Ordinal) ? 1f : 0).ToArray())]);
    }

    private static LabelledExamples Numbers(IReadOnlyList<Example> examples)
    {
        List<float[]> numbers = [.. examples.Select(example => example.Label.Split(Separator, StringSplitOptions.TrimEntries).Select(text =>
            NumberOption.TryNumber(text, out var number)
                ? (float)number
                : throw new ToolException($"{example.Name}: \"{text}\" is no number; numbers with a point, separated by semicolons, are accepted."))
            .ToArray())];
        var count = numbers[0].Length;
        return numbers.FindIndex(each => each.Length != count) is >= 0 and var other
            ? throw new ToolException(
                $"{examples[other].Name} has {numbers[other].Length} numbers and {examples[0].Name} {count}; as many of each are accepted.")
            : new LabelledExamples(examples, [.. Enumerable.Range(1, count).Select(index => $"number {index}")], numbers);
    }

    private static List<string> Sorted(IEnumerable<string> names)
    {
        List<string> sorted = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.Find(name => name.Any(char.IsControl) || name.Trim() != name) is { } odd
            ? throw new ToolException($"the label \"{odd}\" has a control character or begins or ends with a space, which a file of labels cannot have; "
                + "give it another name.")
            : sorted;
    }
}
