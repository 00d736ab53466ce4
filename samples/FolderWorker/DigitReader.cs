using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.FolderWorker;

/// <summary>Reads handwritten digits.</summary>
internal sealed class DigitReader : IDisposable
{
    private readonly Classifier _classifier = new Classifier<DigitsNetwork>(
        DigitsNetwork.Create(WeightSource.FromResource(typeof(DigitReader).Assembly, "digits.safetensors")), null, DigitFraming.Apply);

    /// <exception cref="Sample.SampleException">The file is no image of a digit.</exception>
    public Answer Read(string path)
    {
        var best = Ranking.Top(_classifier.Classify(Picture.Load(path)), 1)[0];
        return new Answer(best.Index, best.Score, null);
    }

    public void Dispose() => _classifier.Dispose();
}

[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;
