using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>Turns images into what the backbone knows of them.</summary>
internal sealed class Embedder : IDisposable
{
    private readonly Backbone _backbone = Backbone.Create(WeightSource.FromResource(typeof(Embedder).Assembly, "digits.safetensors"));

    /// <exception cref="Sample.SampleException">The file is no image, or a blank one.</exception>
    public float[] Embed(string path)
    {
        var drawing = DigitFraming.Apply(Picture.Load(path)).Image;
        var (input, embedding, digit) = (new float[Backbone.InputLength], new float[Backbone.EmbeddingLength], new float[Backbone.DigitLength]);
        ImagePreprocessor.Apply(Backbone.Info.Preprocessing!, drawing.Pixels, drawing.Width, drawing.Height, input);
        _backbone.Run(input, embedding, digit);
        return embedding;
    }

    public void Dispose() => _backbone.Dispose();
}
