using System.Text;
using MobileNetGen.CommandLine;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>The images that can be read, on two sides.</summary>
/// <param name="Labelled">All of them.</param>
/// <param name="Learnt">Which are learnt from.</param>
/// <param name="HeldOut">Which are not.</param>
/// <param name="Damaged">Names of files that were left out, and why.</param>
/// <param name="Notes">What else a user should know.</param>
internal sealed record TrainingData(
    LabelledExamples Labelled, IReadOnlyList<int> Learnt, IReadOnlyList<int> HeldOut, IReadOnlyList<string> Damaged, IReadOnlyList<string> Notes)
{
    private const int MostSaid = 5;

    /// <summary>A hash of what decides all that is learnt: files, labels and sides.</summary>
    public string Identity => Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, Labelled.Examples.Count)
        .Select(index => $"{Labelled.Examples[index].Hash} {string.Join(' ', Labelled.Targets[index])} {HeldOutSet.Contains(index)}"))));

    private HashSet<int> HeldOutSet { get; } = [.. HeldOut];

    /// <exception cref="ToolException">The data is none that can be learnt from.</exception>
    public static IReadOnlyList<Example> List(TrainOptions options) =>
        options.Labels is { } table ? ExampleTable.List(table, options.Data) : ExampleFolders.List(options.Data);

    /// <summary>Reads all images.</summary>
    /// <param name="listed">The images.</param>
    /// <param name="pictures">What keeps them for learning.</param>
    /// <param name="options">How many are held out, and threads.</param>
    /// <param name="terminal">Where damaged ones are said.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ToolException">A class has no image left, or no image is left to learn from.</exception>
    public static TrainingData Read(LabelledExamples listed, PictureStore pictures, TrainOptions options, Terminal terminal, CancellationToken stop)
    {
        var read = ReadPictures.All(listed.Examples, pictures, options.Threads, stop);
        List<string> damaged = [.. listed.Examples.Zip(read).Where(pair => pair.Second.Problem is not null)
            .Select(pair => $"{pair.First.Name}: {pair.Second.Problem}")];
        foreach (var line in damaged.Take(MostSaid))
        {
            terminal.Warning($"left out: {line}");
        }

        if (damaged.Count > MostSaid)
        {
            terminal.Warning($"{damaged.Count - MostSaid} images more are left out; the report lists them.");
        }

        var labelled = listed with { Examples = [.. listed.Examples.Zip(read).Select(pair => pair.First with { Hash = pair.Second.Hash ?? "" })] };
        labelled = labelled.Where(index => read[index].Problem is null);
        var sides = Split.HeldOut(labelled.Examples, options.HeldOut, options.Task == LearningTask.Classes);
        List<int> learnt = [.. Enumerable.Range(0, sides.Length).Where(index => !sides[index])];
        List<int> heldOut = [.. Enumerable.Range(0, sides.Length).Where(index => sides[index])];
        pictures.Divide(learnt.Select(index => labelled.Examples[index].Path), heldOut.Select(index => labelled.Examples[index].Path));
        List<string> notes = [.. options.Task == LearningTask.Classes ? Classes(labelled, learnt, heldOut) : []];
        if (learnt.Count < 2)
        {
            throw new ToolException($"{learnt.Count} of {listed.Examples.Count} images can be learnt from; two or more are accepted.");
        }

        if (heldOut.Count == 0 && options.HeldOut > 0)
        {
            notes.Add("no class has two different images: none is held out, and what is measured is what was learnt from");
        }

        return new TrainingData(labelled, learnt, heldOut, damaged, notes);
    }

    private static IEnumerable<string> Classes(LabelledExamples labelled, List<int> learnt, List<int> heldOut)
    {
        for (var index = 0; index < labelled.Names.Count; index++)
        {
            var name = labelled.Names[index];
            if (!learnt.Exists(example => labelled.ClassOf(example) == index))
            {
                throw new ToolException($"no image of \"{name}\" is left to learn from: what it has is damaged, or is shown under another label too.");
            }

            if (heldOut.Count > 0 && !heldOut.Exists(example => labelled.ClassOf(example) == index))
            {
                yield return $"\"{name}\" has too few images for one to be held out: how well it is recognised is not measured";
            }
        }

        var twice = labelled.Examples.GroupBy(example => example.Hash).Where(group => group.Count() > 1).ToList();
        if (twice.Count > 0)
        {
            yield return $"{twice.Count} files are there more than once, such as {string.Join(" and ", twice[0].Take(2).Select(example => example.Name))}; "
                + "all copies of a file are on one side";
        }

        if (twice.Find(group => group.Select(example => example.Label).Distinct().Count() > 1) is { } torn)
        {
            yield return $"one file shows several classes: {string.Join(" and ", torn.Take(2).Select(example => example.Name))}";
        }
    }
}
