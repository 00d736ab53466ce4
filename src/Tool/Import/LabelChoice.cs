using MobileNetGen.Tool.Formats;
using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Import;

/// <summary>
/// Which labels belong to a model: those that the user names, or the model's own, or those of a file beside it that has as many as an output has
/// numbers. What was not taken is said.
/// </summary>
/// <param name="Names">The labels; or null for none.</param>
/// <param name="Source">Where they are from, human-readable.</param>
/// <param name="File">The full path of the file beside the model that they are from; or null.</param>
/// <param name="Warning">What a user should look at; or null.</param>
internal sealed record LabelChoice(IReadOnlyList<string>? Names, string Source, string? File = null, string? Warning = null)
{
    private const long MaxBytes = 1 << 24;

    private static readonly LabelChoice s_none = new(null, "");

    /// <param name="files">The model and what stands beside it.</param>
    /// <param name="named">The file that the user names, or null.</param>
    /// <param name="own">The labels that the model has, or null.</param>
    /// <param name="outputs">What the labels are for.</param>
    /// <exception cref="ToolException">The labels that the user names are no text on one line each.</exception>
    public static LabelChoice Of(ModelFiles files, string? named, IReadOnlyList<string>? own, IReadOnlyList<(string Name, int Count)> outputs)
    {
        if (named is not null)
        {
            return Counted(Lines(named, files.Named(named, MaxBytes)), named, outputs);
        }

        return own is not null
            ? Own(own, outputs)
            : Candidates(files.Name).Select(name => Beside(files, name, outputs)).OfType<LabelChoice>().FirstOrDefault() ?? s_none;
    }

    private static IEnumerable<string> Candidates(string model) =>
        new[] { Path.GetFileNameWithoutExtension(model) + ".labels.txt", ImportResult.LabelsFile }.Where(ModelFiles.IsPlainName);

    /// <summary>A file of that name; null where it is not there, or was written by an import into this folder.</summary>
    private static LabelChoice? Beside(ModelFiles files, string name, IReadOnlyList<(string Name, int Count)> outputs)
    {
        try
        {
            if (files.BesideIfThere(name, MaxBytes) is not { } bytes || NetworkLabels.IsOfImport(files.PathOf(name)))
            {
                return null;
            }

            var labels = LabelCount.Trimmed(Lines(name, bytes), outputs);
            return LabelCount.Problem($"{name} beside the model", labels.Length, outputs) is { } problem
                ? s_none with { Warning = $"{problem}; it was not taken" }
                : new LabelChoice(labels, $"{name} beside the model", files.PathOf(name));
        }
        catch (ToolException wrong)
        {
            return s_none with { Warning = $"{wrong.Message.TrimEnd('.')}; its labels were not taken" };
        }
    }

    private static LabelChoice Counted(IReadOnlyList<string> labels, string source, IReadOnlyList<(string Name, int Count)> outputs)
    {
        var trimmed = LabelCount.Trimmed(labels, outputs);
        return new LabelChoice(trimmed, source) { Warning = LabelCount.Problem(source, trimmed.Length, outputs) };
    }

    private static string[] Lines(string name, byte[] file)
    {
        try
        {
            return LabelText.Lines(file);
        }
        catch (InvalidDataException wrong)
        {
            throw new ToolException($"{name}: {wrong.Message}.");
        }
    }

    private static LabelChoice Own(IReadOnlyList<string> labels, IReadOnlyList<(string Name, int Count)> outputs)
    {
        try
        {
            return Counted([.. labels.Select(LabelText.Name)], "the model", outputs);
        }
        catch (InvalidDataException wrong)
        {
            return s_none with { Warning = $"the model's labels were not taken: {wrong.Message}; --labels names others" };
        }
    }
}
