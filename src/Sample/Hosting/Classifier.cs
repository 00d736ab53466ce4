using System.Globalization;
using MobileNetGen.Generator.Support;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Sample.Hosting;

/// <summary>A network with weights, for images.</summary>
internal abstract class Classifier(Labels? labels, Func<Picture, Picture>? frame) : IDisposable
{
    public abstract NetworkInfo Info { get; }

    public int Classes => Info.Outputs[0].Length;

    private ImagePreprocessing Preprocessing => Info.Preprocessing!;

    /// <summary>The name of a class.</summary>
    public string Name(int index) => labels is null ? $"class {index}" : Visible.Of(labels[index]);

    /// <summary>The class that a folder is named after, by its label or its number.</summary>
    /// <returns>Its index, or null.</returns>
    public int? Find(string folder)
    {
        for (var index = 0; labels is not null && index < labels.Count; index++)
        {
            if (string.Equals(labels[index], folder, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return int.TryParse(folder, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Classes ? number : null;
    }

    /// <summary>Scores of the classes; an image that already has the network's size is neither cropped nor resized.</summary>
    /// <exception cref="SampleException">There is nothing on the image to classify.</exception>
    public float[] Classify(Picture image)
    {
        var framed = frame is null ? image : frame(image);
        var how = Preprocessing;
        if ((framed.Image.Width, framed.Image.Height) == (how.Width, how.Height))
        {
            how = how with { Fit = ImageFit.Window, Crop = 0 };
        }

        var input = new float[Info.Inputs[0].Length];
        ImagePreprocessor.Apply(how, framed.Image.Pixels, framed.Image.Width, framed.Image.Height, input);
        var scores = new float[Classes];
        Run(input, scores);
        return scores;
    }

    public abstract void Profile(ReadOnlySpan<float> input, Span<float> output, Span<TimeSpan> times);

    public abstract void Run(ReadOnlySpan<float> input, Span<float> output);

    public abstract void Dispose();
}

/// <summary>The host of every generated network with one input and one output.</summary>
internal sealed class Classifier<TNetwork>(TNetwork network, Labels? labels, Func<Picture, Picture>? frame) : Classifier(labels, frame)
    where TNetwork : ITensorNetwork<TNetwork>
{
    public override NetworkInfo Info => TNetwork.Info;

    public override void Profile(ReadOnlySpan<float> input, Span<float> output, Span<TimeSpan> times) => network.Profile(input, output, times);

    public override void Run(ReadOnlySpan<float> input, Span<float> output) => network.Run(input, output);

    public override void Dispose() => network.Dispose();
}
