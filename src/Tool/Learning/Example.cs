namespace MobileNetGen.Tool.Learning;

/// <summary>An image, and what it is known to show.</summary>
/// <param name="Name">As folders or the CSV file name it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Label">What folder or CSV file say.</param>
internal sealed record Example(string Name, string Path, string Label)
{
    /// <summary>The SHA-256 of the file.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Images, and what a network is to say of them.</summary>
/// <param name="Examples">All of them.</param>
/// <param name="Names">What each output of the network stands for.</param>
/// <param name="Targets">Of each example: its class, or a number for each output.</param>
internal sealed record LabelledExamples(IReadOnlyList<Example> Examples, IReadOnlyList<string> Names, IReadOnlyList<float[]> Targets)
{
    /// <summary>Those for which something holds.</summary>
    public LabelledExamples Where(Func<int, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, Examples.Count).Where(isKept)];
        return this with { Examples = [.. kept.Select(index => Examples[index])], Targets = [.. kept.Select(index => Targets[index])] };
    }

    /// <summary>Of classes: which one an example shows.</summary>
    public int ClassOf(int example) => (int)Targets[example][0];
}
