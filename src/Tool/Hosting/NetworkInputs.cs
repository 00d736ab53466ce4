using MobileNetGen.Generator.Graph;
using MobileNetGen.Imaging;
using MobileNetGen.Tool.Batch;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Hosting;

/// <summary>Reads a network's inputs from files, and gives outputs their shapes.</summary>
internal static class NetworkInputs
{
    /// <summary>One input from an image or a <c>.npy</c> file, or all from a <c>.npz</c> file with an array for each, by name.</summary>
    /// <param name="info">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="order">The order of an array with four axes, or three, that is no image.</param>
    /// <exception cref="ToolException">The file does not fit the network, or holds a batch.</exception>
    public static float[][] Read(NetworkInfo info, string path, AxisOrder? order) => ReadAll(info, path, order) is [var only]
        ? only
        : throw new ToolException($"{path} holds a batch; one input is accepted.");

    /// <summary>All inputs of a file: one, or those of a batch along an array's first axis.</summary>
    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<float[][]> ReadAll(NetworkInfo info, string path, AxisOrder? order)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is not (".npy" or ".npz"))
        {
            return info.Inputs.Length > 1 ? throw TooFew(info, path) : [[FromImage(info, path)]];
        }

        IReadOnlyDictionary<string, NdArray> arrays = extension == ".npz" ? NpzFile.Read(path)
            : info.Inputs.Length > 1 ? throw TooFew(info, path)
            : new Dictionary<string, NdArray> { [info.Inputs[0].Name] = NpyFile.Read(path) };
        var samples = info.Inputs.Select(input => Samples(input, arrays.TryGetValue(input.Name, out var array)
            ? array
            : throw new ToolException($"{path} has no array \"{input.Name}\"; it has {string.Join(", ", arrays.Keys)}."), path, order)).ToList();
        return samples.TrueForAll(batch => batch.Count == samples[0].Count)
            ? [.. Enumerable.Range(0, samples[0].Count).Select(index => samples.Select(batch => batch[index]).ToArray())]
            : throw new ToolException($"{path}: the batches have {string.Join(", ", samples.Select(batch => batch.Count))} samples; "
                + "as many of each input are accepted.");
    }

    private static ToolException TooFew(NetworkInfo info, string path) =>
        new($"{path}: the network has the inputs {string.Join(", ", info.Inputs.Select(input => input.Name))}; "
            + "an .npz file with an array for each is accepted.");

    /// <summary>The samples along the first axis of an array that has a whole input at each of its places; else the array as one.</summary>
    public static IReadOnlyList<float[]> Samples(TensorInfo input, NdArray array, string path, AxisOrder? order)
    {
        var count = array.Shape.Count > 1 ? array.Shape[0] : 1;
        if (count < 2 || array.Values.Length != (long)count * input.Length)
        {
            return [FromArray(input, array, path, order)];
        }

        int[] shape = [1, .. array.Shape.Skip(1)];
        return [.. Enumerable.Range(0, count)
            .Select(index => FromArray(input, new NdArray(shape, array.Values[(index * input.Length)..((index + 1) * input.Length)]), path, order))];
    }

    /// <summary>An array for each input: the same numbers from −1 to 1 every time.</summary>
    public static float[][] Noise(NetworkInfo info)
    {
        var random = new Random(1);
        return [.. info.Inputs.Select(input => Enumerable.Range(0, input.Length).Select(_ => (random.NextSingle() * 2) - 1).ToArray())];
    }

    /// <summary>An output as an array in the order that is asked for; vectors are a row.</summary>
    public static NdArray ToArray(TensorInfo output, float[] values, AxisOrder? order)
    {
        var shape = output.Shape;
        return shape is { Height: 1, Width: 1 } ? new NdArray([1, shape.Channels], values)
            : order == AxisOrder.Nchw
                ? new NdArray([1, shape.Channels, shape.Height, shape.Width], Layouts.ToNchw(new TensorType(shape.Height, shape.Width, shape.Channels), values))
                : new NdArray([1, shape.Height, shape.Width, shape.Channels], values);
    }

    private static float[] FromImage(NetworkInfo info, string path)
    {
        var image = Image(path);
        var how = info.Preprocessing ?? throw new ToolException($"{path}: the description does not say how images become its input; "
            + "give \"input\" a \"preprocess\", or use an .npy file.");
        var input = new float[info.Inputs[0].Length];
        ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, input);
        return input;
    }

    /// <exception cref="ToolException">The file is no image that is accepted.</exception>
    internal static RgbImage Image(string path)
    {
        try
        {
            return ImageFile.Load(path);
        }
        catch (InvalidImageException wrong)
        {
            var others = ImageSource.IsImage(path) ? "" : " NumPy's arrays are read from files whose names end in .npy or .npz.";
            throw new ToolException($"{path}: {wrong.Message}.{others}");
        }
    }

    /// <summary>An array in the order that the project uses.</summary>
    /// <exception cref="ToolException">The array does not fit, or its order is not said.</exception>
    public static float[] FromArray(TensorInfo input, NdArray array, string path, AxisOrder? order)
    {
        var type = new TensorType(input.Shape.Height, input.Shape.Width, input.Shape.Channels);
        var extents = array.Shape.SkipWhile((extent, axis) => extent == 1 && array.Shape.Count - axis > 3).ToList();
        if (type.IsVector && array.Values.Length == type.Length)
        {
            return array.Values;
        }

        if (order is null && extents.Count == 3)
        {
            throw new ToolException($"{path}: the order of the axes of {array.DisplayShape} is not said; give --layout nhwc or --layout nchw.");
        }

        int[] expected = order == AxisOrder.Nchw ? [type.Channels, type.Height, type.Width] : [type.Height, type.Width, type.Channels];
        return extents.SequenceEqual(expected)
            ? order == AxisOrder.Nchw ? Layouts.ToNhwc(type, array.Values) : array.Values
            : throw new ToolException($"{path}: the array is {array.DisplayShape}; [1, {string.Join(", ", expected)}] is accepted for \"{input.Name}\".");
    }
}
