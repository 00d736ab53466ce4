using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Networks;
using MobileNetGen.Training.Tensors;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class WeightsFileTests
{
    /// <summary>Every layout of the file and the folding of batch normalisation stand between the two.</summary>
    [Fact]
    public void A_trained_network_says_the_same_in_generated_code()
    {
        var (network, _) = Toys.Train(Toys.Plan with { Epochs = 2 });
        var images = Toys.Images(count: 9, seed: 3);
        var file = Path.GetTempFileName();
        try
        {
            AtomicFile.Write(file, stream => WeightsFile.Write(stream, network, new Dictionary<string, string> { ["network"] = "Tiny" }));
            using var generated = TinyNetwork.Create(WeightSource.FromFile(file));
            for (var image = 0; image < images.Count; image++)
            {
                var found = new float[3];
                generated.Run(images.Pixels[image], found);
                Assert.All(Expected(network, images.Pixels[image]).Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static float[] Expected(TrainableNetwork<float> network, float[] image)
    {
        image.CopyTo(network.Pixels, 0);
        network.Forward(new Batch(1, Training: false, Step: 0, new Chunks(1)));
        var shares = new float[3];
        SoftmaxLayer<float>.Of(network.Logits.AsSpan(0, 3), shares);
        return shares;
    }
}
