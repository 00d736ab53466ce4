using System.Text;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>A trained head on disk: safetensors, with the names of the classes beside it.</summary>
internal static class HeadFile
{
    public static void Save(string path, HeadWeights head, IReadOnlyList<string> classes)
    {
        // Both or neither: weights with the names of other classes would give wrong answers without a word.
        using var files = new AtomicFileSet();
        files.Write(LabelsOf(path), stream => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', classes) + "\n")));
        files.Write(path, stream => SafetensorsWriter.Write(stream,
        [
            new NamedTensor("head.weight", [head.Rows.Length, head.Rows[0].Length], head.Rows.SelectMany(row => row).ToArray()),
            new NamedTensor("head.bias", [head.Biases.Length], head.Biases),
        ]));
        files.Commit();
    }

    /// <exception cref="WeightException">The file has no head of this shape.</exception>
    /// <exception cref="InvalidDataException">The file beside it does not name each class.</exception>
    public static (Head Head, Labels Labels) Load(string path)
    {
        var labels = Labels.FromFile(LabelsOf(path), Head.OutputLength);
        return (Head.Create(WeightSource.FromFile(path)), labels);
    }

    private static string LabelsOf(string path) => path + ".labels";
}
