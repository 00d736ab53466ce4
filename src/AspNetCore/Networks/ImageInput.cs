using System.Collections.Concurrent;
using MobileNetGen.Imaging;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>Makes a network's first input of images, as its description says.</summary>
/// <param name="how">The description's preprocessing.</param>
/// <param name="largest">Pixels of an image.</param>
/// <param name="prepare">What is done to an image first; null for nothing.</param>
internal sealed class ImageInput(ImagePreprocessing how, long largest, Func<RgbImage, RgbImage>? prepare)
{
    /// <summary>The memory of larger images is not kept.</summary>
    private const int MaxKeptPixels = 1 << 22;

    private readonly ImageLimits _limits = new() { MaxPixels = largest };
    private readonly ConcurrentBag<ImageDecoder> _decoders = [];

    /// <summary>Prepares the images of a batch.</summary>
    /// <param name="images">Files, or pixels.</param>
    /// <param name="floats">The inputs, one after the other.</param>
    /// <exception cref="InferenceException">One is none, or larger than is allowed.</exception>
    public void Prepare(Tensor images, Span<float> floats)
    {
        var count = (int)images.Shape[0];
        var length = floats.Length / count;
        for (var index = 0; index < count; index++)
        {
            var target = floats.Slice(index * length, length);
            if (images.DataType == TensorDataType.Bytes)
            {
                Prepare(images.Elements[index].Span, index, target);
            }
            else
            {
                Fill(Prepared(Pixels(images, index)), index, target);
            }
        }
    }

    /// <summary>Prepares one image.</summary>
    /// <returns>The columns and rows of the image of which the input was made.</returns>
    /// <exception cref="InferenceException">It is none, or larger than is allowed.</exception>
    public (int Width, int Height) Prepare(ReadOnlySpan<byte> file, int index, Span<float> floats)
    {
        if (!_decoders.TryTake(out var decoder))
        {
            decoder = new ImageDecoder(_limits);
        }

        var decoded = Decode(decoder, file, index);
        var image = Prepared(decoded);
        Fill(image, index, floats);
        if (decoded.Width * decoded.Height <= MaxKeptPixels)
        {
            _decoders.Add(decoder);
        }

        return (image.Width, image.Height);
    }

    private RgbImage Prepared(RgbImage image) => prepare is null ? image : prepare(image);

    private void Fill(RgbImage image, int index, Span<float> floats)
    {
        try
        {
            ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, floats);
        }
        catch (ArgumentException error) when (error.ParamName == "pixels")
        {
            throw new InferenceException($"the image at place {index}: {error.Message}", error);
        }
    }

    private static RgbImage Decode(ImageDecoder decoder, ReadOnlySpan<byte> file, int index)
    {
        try
        {
            return decoder.Decode(file).Over(255, 255, 255);
        }
        catch (InvalidImageException error)
        {
            throw new InferenceException($"the image at place {index}: {error.Message}", error);
        }
    }

    private RgbImage Pixels(Tensor input, int index)
    {
        var (height, width) = (input.Shape[1], input.Shape[2]);
        if (height < 1 || width < 1 || height * width > _limits.MaxPixels || Math.Max(height, width) > _limits.MaxSide)
        {
            throw new InferenceException(
                $"an image of {width} × {height} pixels; sides of 1 to {_limits.MaxSide} pixels and {_limits.MaxPixels} pixels in all are accepted");
        }

        var length = (int)(height * width * 3);
        return new RgbImage((int)width, (int)height, input.Data.Slice(index * length, length).ToArray());
    }
}
