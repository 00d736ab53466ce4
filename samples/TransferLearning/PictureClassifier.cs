using MobileNetGen.Imaging;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>Backbone and head, one after the other.</summary>
internal sealed class PictureClassifier : IDisposable
{
    private readonly FeatureReader _reader;
    private readonly Head _head;
    private readonly Labels _labels;

    /// <param name="reader">The backbone; it is not disposed of.</param>
    /// <param name="head">The head's file, with the names of the classes beside it.</param>
    /// <exception cref="WeightException">The file is no head.</exception>
    /// <exception cref="InvalidDataException">The file beside it has more names than the head has outputs, or none.</exception>
    public PictureClassifier(FeatureReader reader, string head)
    {
        _labels = Labels.FromFile(HeadTraining.LabelsOf(head));
        if (_labels.Count is 0 || _labels.Count > Head.OutputLength)
        {
            throw new InvalidDataException($"{HeadTraining.LabelsOf(head)}: {_labels.Count} labels; 1 to {Head.OutputLength} are accepted");
        }

        (_reader, _head) = (reader, Head.Create(WeightSource.FromFile(head)));
    }

    /// <summary>The best class, and its share of the softmax of those that there are.</summary>
    public (string Label, double Share) Classify(RgbImage image)
    {
        var scores = new float[Head.OutputLength];
        _head.Run(_reader.Read(image), scores);
        scores = scores[.._labels.Count];
        var best = Ranking.Top(scores, 1)[0];
        return (_labels[best.Index], 1 / scores.Sum(score => Math.Exp(score - best.Score)));
    }

    public void Dispose() => _head.Dispose();
}
