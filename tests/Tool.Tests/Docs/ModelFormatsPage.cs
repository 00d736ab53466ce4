using System.Text;
using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Tests.Docs;

/// <summary>The page of all operators that are read, from the lists that the readers ask.</summary>
internal static class ModelFormatsPage
{
    public static string Write()
    {
        var page = new StringBuilder("""
            # Model formats

            ```
            mobilenetgen import model.onnx -o network
            ```

            What each reader takes of a model. Everything that a node says is taken by its reader, or the file is refused by the name of what was
            left over; a file that is read gives its own answer. `name=value` must have that value, `name` is read whatever it is; what changes no
            answer (initializers, names) is not listed. [The tool](tool.md) has the commands, [Imported models](imported-models.md) what was measured.

            This page is written from the readers' own lists; a test holds it to them.

            """);
        Table(page, "ONNX", "operator sets", OnnxOperators.Docs);
        Table(page, "TensorFlow Lite", "operator versions", TfLiteOperators.Docs);
        Table(page, "Keras, and TensorFlow.js layers models", "Keras", KerasDocs.All);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Table(StringBuilder page, string title, string versions, IReadOnlyList<OperatorDoc> operators)
    {
        var hasVersions = versions.Length > 0;
        page.Append("\n## ")
            .Append(title)
            .Append("\n\n| operator |")
            .Append(hasVersions ? $" {versions} |" : "")
            .Append(" says | limits |\n|---|")
            .Append(hasVersions ? "---|" : "")
            .Append("---|---|\n");
        foreach (var row in operators)
        {
            page.Append("| `")
                .Append(row.Name)
                .Append("` |")
                .Append(hasVersions ? $" {row.Versions} |" : "")
                .Append(' ')
                .Append(Cell(row.Says))
                .Append(" | ")
                .Append(Cell(row.Limits))
                .Append(" |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
