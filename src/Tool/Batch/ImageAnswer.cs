using System.Diagnostics;
using MobileNetGen.Imaging;
using MobileNetGen.Tool.Batch.Rows;
using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Batch;

/// <summary>From a file to the best classes, in one worker's memory; and how long each step took.</summary>
internal sealed class ImageAnswer(LoadedNetwork network, int scores, int top)
{
    private readonly float[] _input = new float[network.Info.Inputs[0].Length];
    private readonly float[][] _outputs = [.. network.Info.Outputs.Select(output => new float[output.Length])];
    private readonly ImageDecoder _decoder = new();
    private long _decoding;
    private long _preparing;
    private long _running;

    public StepTimes Times => new(_decoding, _preparing, _running);

    /// <summary>The answer, or why there is none. Whatever is wrong with an image is written down and stops nothing.</summary>
    public Row Of(ListedImage image)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var picture = _decoder.Load(image.Path).Over(255, 255, 255);
            var decoded = Stopwatch.GetTimestamp();
            ImagePreprocessor.Apply(network.Info.Preprocessing!, picture.Pixels, picture.Width, picture.Height, _input);
            var prepared = Stopwatch.GetTimestamp();
            network.Run([_input], _outputs);
            var best = Ranking.Top(_outputs[scores], top);
            var done = Stopwatch.GetTimestamp();
            (_decoding, _preparing, _running) = (_decoding + decoded - start, _preparing + prepared - decoded, _running + done - prepared);
            return new Row(image.Name, image.Truth, best, null);
        }
        catch (Exception wrong) when (wrong is InvalidImageException or IOException or UnauthorizedAccessException or ArgumentException { ParamName: "pixels" })
        {
            return new Row(image.Name, image.Truth, [], wrong.Message);
        }
    }
}

/// <summary>Ticks of the clock that images took, summed over the workers.</summary>
/// <param name="Decoding">Reading files and decoding them.</param>
/// <param name="Preparing">Cropping, resizing and normalising.</param>
/// <param name="Running">The network.</param>
internal sealed record StepTimes(long Decoding, long Preparing, long Running)
{
    public static StepTimes operator +(StepTimes left, StepTimes right) =>
        new(left.Decoding + right.Decoding, left.Preparing + right.Preparing, left.Running + right.Running);
}
