namespace MobileNetGen.Samples.TransferLearning;

/// <summary>A trained head on disk: safetensors, with the names of the classes beside it.</summary>
internal static class HeadFile
{
    public static void Save(string path, HeadWeights head, IReadOnlyList<string> classes)
    {
        using (var file = File.Create(path))
        {
            SafetensorsWriter.Write(file,
            [
                new NamedTensor("head.weight", [head.Rows.Length, head.Rows[0].Length], head.Rows.SelectMany(row => row).ToArray()),
                new NamedTensor("head.bias", [head.Biases.Length], head.Biases),
            ]);
        }

        File.WriteAllLines(LabelsOf(path), classes);
    }

    /// <exception cref="WeightException">The file has no head of this shape.</exception>
    public static (Head Head, Labels Labels) Load(string path) => (Head.Create(WeightSource.FromFile(path)), Labels.FromFile(LabelsOf(path)));

    private static string LabelsOf(string path) => path + ".labels";
}
