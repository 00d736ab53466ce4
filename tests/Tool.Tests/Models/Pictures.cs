using MobileNetGen.Imaging;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>Inputs for networks out of the folder of models.</summary>
internal static class Pictures
{
    private const int Side = 192;

    /// <summary>The middle of four photos, where it is the network's size, each number from −1 to 1.</summary>
    public static IEnumerable<float[]> All(NetworkInfo network)
    {
        var input = network.Inputs[0].Shape;
        return new[] { "cat", "hopper", "hotdog", "parrot" }.Select(name =>
        {
            var pixels = ImageFile.Load(Path.Combine(Repository.Models!, "inputs", $"{name}_{(input.Width == 224 ? 224 : Side)}.png"));
            var (top, left) = ((pixels.Height - input.Height) / 2, (pixels.Width - input.Width) / 2);
            return (float[])[.. from row in Enumerable.Range(0, input.Height)
                                from column in Enumerable.Range(0, input.Width)
                                from channel in Enumerable.Range(0, 3)
                                select (pixels.Pixels[(((((top + row) * pixels.Width) + left + column) * 3) + channel)] / 127.5f) - 1];
        });
    }

    /// <summary>A map of three channels in the order of ONNX.</summary>
    public static float[] ChannelsFirst(float[] picture) =>
        [.. Enumerable.Range(0, 3).SelectMany(channel => Enumerable.Range(0, picture.Length / 3).Select(pixel => picture[(pixel * 3) + channel]))];

    /// <summary>A bitmap whose bytes are the network's int8, the last row first, after a header and a palette.</summary>
    public static float[] Integers(NetworkInfo network, string bitmap)
    {
        var file = File.ReadAllBytes(Repository.Model(bitmap));
        var pixels = file.AsSpan(BitConverter.ToInt32(file, 10));
        var (input, range) = (network.Inputs[0].Shape, network.Preprocessing!);
        var numbers = new float[input.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            var value = (sbyte)pixels[((input.Height - 1 - (index / input.Width)) * input.Width) + (index % input.Width)];
            numbers[index] = (float)(range.Minimum + ((value + 128) / 255.0 * (range.Maximum - range.Minimum)));
        }

        return numbers;
    }
}
