using MobileNetGen.Tool.Batch;

namespace MobileNetGen.Tool.Learning;

/// <summary>A CSV file that says what images of a folder show.</summary>
internal static class ExampleTable
{
    /// <exception cref="ToolException">The file is none, or a line says nothing of an image.</exception>
    public static IReadOnlyList<Example> List(string table, string data)
    {
        if (!Directory.Exists(data))
        {
            throw new ToolException($"{data} is no folder; the one that names in {table} start from is accepted.");
        }

        InputFile.Require(table);
        List<Example> examples = [.. LabelledManifest.Rows(table).Select(row => row.Label.Length == 0
            ? throw new ToolException($"{table}, line {row.Line}: the column label is empty; what the image shows is accepted.")
            : new Example(row.File, Path.Combine(data, row.File), row.Label))];
        return examples.Count > 0 ? examples : throw new ToolException($"{table} has no line but the first; a line for each image is accepted.");
    }
}
