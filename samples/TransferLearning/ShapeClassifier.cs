namespace MobileNetGen.Samples.TransferLearning;

/// <summary>Backbone and head, one after the other.</summary>
internal sealed class ShapeClassifier : IDisposable
{
    private readonly Embedder _embedder;
    private readonly Head _head;
    private readonly Labels _labels;

    /// <exception cref="WeightException">The file has no head of this shape.</exception>
    /// <exception cref="InvalidDataException">The file beside it does not name each class.</exception>
    public ShapeClassifier(string head)
    {
        (_head, _labels) = HeadFile.Load(head);
        _embedder = new Embedder();
    }

    public (string Label, float Score) Classify(string path)
    {
        var scores = new float[Head.OutputLength];
        _head.Run(_embedder.Embed(path), scores);
        var best = Ranking.Top(scores, 1)[0];
        return (_labels[best.Index], best.Score);
    }

    public void Dispose()
    {
        _embedder.Dispose();
        _head.Dispose();
    }
}
