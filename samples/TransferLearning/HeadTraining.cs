using MobileNetGen.Training;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>Trains a head, and writes it with the names of its classes.</summary>
internal static class HeadTraining
{
    private const int Epochs = 20;
    private const int BatchSize = 32;

    /// <returns>How the last epoch went, on what was held out too.</returns>
    /// <exception cref="InvalidDataException">There are more classes than the head has room for, or no image can be held out.</exception>
    public static EpochResult Run(IReadOnlyList<Picture> pictures, FeatureReader reader, string head, TextWriter output)
    {
        string[] classes = [.. pictures.Select(picture => picture.Label).Distinct().Order(StringComparer.Ordinal)];
        if (classes.Length > Head.OutputLength)
        {
            throw new InvalidDataException($"there are {classes.Length} classes; up to {Head.OutputLength} are accepted");
        }

        var (learnt, heldOut) = Examples.Split(Examples.Of(pictures, classes, reader));
        if (heldOut.Count == 0)
        {
            throw new InvalidDataException("no class has two images that differ, so that none can be held out");
        }

        output.WriteLine($"{pictures.Count} images of {string.Join(", ", classes)}: {learnt.Count} are learnt from, {heldOut.Count} held out");
        using var trainer = new Head.Trainer(WeightSource.CreateInitial(seed: 1), new TrainerOptions { BatchSize = BatchSize });
        var steps = TrainingLoop.StepsOf(learnt.Count, BatchSize) * Epochs;
        var loop = new TrainingLoop(trainer, new Examples(learnt, classes.Length), new AdamW { WeightDecay = 0.01 }, new TrainingSettings
        {
            Epochs = Epochs,
            BatchSize = BatchSize,
            Rate = new CosineRate { Peak = 0.005, WarmUpSteps = steps / 20, Steps = steps },
        });
        while (!loop.IsDone)
        {
            loop.RunEpoch(new Examples(heldOut, classes.Length));
        }

        // Both or neither: weights with the names of other classes would give wrong answers without a word.
        using var files = new AtomicFileSet();
        files.Write(LabelsOf(head), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', classes) + "\n")));
        files.Write(head, stream => loop.WriteWeights(stream));
        files.Commit();
        return loop.History[^1];
    }

    /// <summary>Where the names of a head's classes are.</summary>
    public static string LabelsOf(string head) => head + ".labels";
}
