using MobileNetGen.Imaging;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>Turns images into what the backbone knows of them. Several threads may use it at a time.</summary>
internal sealed class FeatureReader(string weights) : IDisposable
{
    private readonly Backbone _backbone = Backbone.Create(WeightSource.FromFile(weights));

    public float[] Read(RgbImage image)
    {
        var (input, features, imagenet) = (new float[Backbone.InputLength], new float[Backbone.FeaturesLength], new float[Backbone.ImagenetLength]);
        ImagePreprocessor.Apply(Backbone.Info.Preprocessing!, image.Over(255, 255, 255).Pixels, image.Width, image.Height, input);
        _backbone.Run(input, features, imagenet);
        return features;
    }

    public void Dispose() => _backbone.Dispose();
}
