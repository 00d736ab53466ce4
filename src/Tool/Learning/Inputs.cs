using System.Collections.Concurrent;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>What the network that is trained reads of examples. Any number of threads may ask.</summary>
internal abstract class Inputs
{
    /// <summary>The input of an example as it is.</summary>
    public abstract float[] Plain(int example);

    /// <summary>The input of an example as an epoch changes it.</summary>
    public abstract float[] Changed(int example, int epoch);
}

/// <summary>Images.</summary>
internal sealed class ImageInputs(IReadOnlyList<Example> examples, PictureStore pictures, ImagePreprocessing how, TrainOptions options) : Inputs
{
    public override float[] Plain(int example) => pictures.Input(examples[example].Path);

    public override float[] Changed(int example, int epoch)
    {
        if (!options.Augmentation.ChangesImages)
        {
            return Plain(example);
        }

        var drawn = SplitMix64.Mix(SplitMix64.Mix((ulong)options.Seed + 1) + ((ulong)example << 32) + (ulong)epoch);
        var picture = PictureChange.Apply(pictures.Picture(examples[example].Path), options.Augmentation, how.Width, how.Height, drawn);
        var input = new float[how.Height * how.Width * how.Channels];
        ImagePreprocessor.Apply(how, picture.Pixels, picture.Width, picture.Height, input);
        return input;
    }
}

/// <summary>What a part of a network that is not trained makes of images. It is kept while there is memory, so that later epochs have it at once.</summary>
/// <param name="images">The images.</param>
/// <param name="frozen">The part that is not trained.</param>
/// <param name="copies">How many changed copies of an image there are; epochs take them in turns.</param>
/// <param name="budget">What may be kept.</param>
internal sealed class FeatureInputs(ImageInputs images, LoadedNetwork frozen, int copies, MemoryBudget budget) : Inputs
{
    private readonly ConcurrentDictionary<(int Example, int Copy), float[]> _kept = new();

    public override float[] Plain(int example) => Features(example, -1);

    public override float[] Changed(int example, int epoch) => Features(example, copies == 0 ? -1 : epoch % copies);

    private float[] Features(int example, int copy)
    {
        if (_kept.TryGetValue((example, copy), out var kept))
        {
            return kept;
        }

        var features = frozen.Run(copy < 0 ? images.Plain(example) : images.Changed(example, copy))[0];
        if (budget.Take(features.LongLength * sizeof(float)))
        {
            _kept[(example, copy)] = features;
        }

        return features;
    }
}
