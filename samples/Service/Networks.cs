using MobileNetGen.AspNetCore;
using MobileNetGen.Imaging;
using MobileNetGen.Sample;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.Service;

/// <summary>Handwritten digits, with the weights and the way of looking at images that the samples share.</summary>
[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork
{
    public static void Serve(ServedNetworkOptions options)
    {
        options.UseWeights(WeightSource.FromResource(typeof(DigitsNetwork).Assembly, "digits.safetensors"));
        options.UseLabels(Labels.FromLines(Enumerable.Range(0, OutputLength).Select(digit => $"{digit}")));
        options.PrepareImage = Frame;
    }

    private static RgbImage Frame(RgbImage image)
    {
        try
        {
            return DigitFraming.Apply(new Picture(image, "the image")).Image;
        }
        catch (SampleException error)
        {
            throw new InferenceException(error.Message, error);
        }
    }
}

/// <summary>What photos show: MobileNetV1 0.25/128 for ImageNet.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128)]
internal sealed partial class PhotoNetwork;
