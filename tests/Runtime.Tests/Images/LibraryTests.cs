using System.Runtime.InteropServices;
using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Images;

/// <summary>
/// What libraries make of photos: a window of 32 × 32 numbers of their tensors, channels first. It equals ours to a hundredth of a byte's step, where
/// theirs are floats, and to the byte where theirs are bytes before they are normalised.
/// </summary>
public sealed class LibraryTests
{
    private const int Side = 224;
    private const int First = 96;
    private const int Window = 32;
    private const float Tolerance = 0.01f;

    private static readonly string s_folder = Path.Combine(Repository.Root, "..", "shared", "truth", "images");

    private static readonly Dictionary<string, ImagePreprocessing> s_kinds = new(StringComparer.Ordinal)
    {
        ["tv256"] = ShortSide(256, ResizeMethod.BilinearAntialias),
        ["tv232"] = ShortSide(232, ResizeMethod.BilinearAntialias),
        ["tv256-tensor-aa"] = ShortSide(256, ResizeMethod.BilinearAntialiasFloat) with { RoundToBytes = true },
        ["tv256-tensor-noaa"] = ShortSide(256, ResizeMethod.Bilinear) with { RoundToBytes = true },
        ["timm875"] = ShortSide(256, ResizeMethod.BicubicAntialias),
        ["hf-v1"] = HuggingFace(),
        ["hf-v2"] = HuggingFace(),
        ["keras-load-nearest"] = Signed(ResizeMethod.Nearest) with { Fit = ImageFit.Box },
        ["keras-load-bilinear"] = Signed(ResizeMethod.BilinearAntialias) with { Fit = ImageFit.Box },
        ["keras-load-bilinear-keep-aspect"] =
            Signed(ResizeMethod.BilinearAntialias) with { Fit = ImageFit.Box, Crop = 1, WindowRounding = WindowRounding.Down },
        ["tf-resize-bilinear"] = Signed(ResizeMethod.Bilinear),
        ["keras-resizing"] = Signed(ResizeMethod.Bilinear),
        ["tf-resize-bilinear-antialias"] = Signed(ResizeMethod.BilinearAntialiasFloat),
        ["keras-resizing-crop"] = Signed(ResizeMethod.Bilinear) with { Crop = 1, WindowRounding = WindowRounding.Down },
        ["square-then-bilinear"] = Signed(ResizeMethod.Bilinear) with { Crop = 1 },
        ["slim-875"] = Signed(ResizeMethod.BilinearAsymmetric) with { Fit = ImageFit.Sides, Crop = 0.875 },
        ["slim-875-half-pixel"] = Signed(ResizeMethod.Bilinear) with { Fit = ImageFit.Sides, Crop = 0.875 },
    };

    public static TheoryData<string, string> Tensors => Directory.Exists(s_folder)
        ? new(from file in Directory.EnumerateFiles(s_folder, "*.npy").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
              let parts = file.Split('.')
              select (parts[0], parts[1]))
        : new(("", ""));

    [Theory]
    [MemberData(nameof(Tensors))]
    public void Inputs_are_those_of_the_library(string photo, string kind)
    {
        Assert.SkipWhen(photo.Length == 0, "the folder shared is not there");
        var how = s_kinds[kind];
        var image = ImageFile.Load(Directory.EnumerateFiles(s_folder, photo + ".*g").Single());
        var input = new float[3 * Side * Side];
        ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, input);
        var array = File.ReadAllBytes(Path.Combine(s_folder, $"{photo}.{kind}.win96.npy"));
        var expected = MemoryMarshal.Cast<byte, float>(array.AsSpan()[^(4 * 3 * Window * Window)..]);
        for (var index = 0; index < expected.Length; index++)
        {
            var (channel, row, column) = (index / (Window * Window), index / Window % Window, index % Window);
            var actual = input[((((First + row) * Side) + First + column) * 3) + channel];
            var step = (how.Maximum - how.Minimum) / 255 / (how.Deviation.IsEmpty ? 1 : how.Deviation[channel]);
            Assert.Equal(expected[index], actual, Tolerance * step);
        }
    }

    private static ImagePreprocessing ShortSide(int shortSide, ResizeMethod resize) => new()
    {
        Width = Side,
        Height = Side,
        Channels = 3,
        Resize = resize,
        Fit = ImageFit.ShortSide,
        ShortSide = shortSide,
        Mean = [0.485, 0.456, 0.406],
        Deviation = [0.229, 0.224, 0.225],
    };

    private static ImagePreprocessing HuggingFace() =>
        ShortSide(256, ResizeMethod.BilinearAntialias) with { WindowRounding = WindowRounding.Down, Mean = [0.5, 0.5, 0.5], Deviation = [0.5, 0.5, 0.5] };

    private static ImagePreprocessing Signed(ResizeMethod resize) =>
        new() { Width = Side, Height = Side, Channels = 3, Resize = resize, Minimum = -1, Maximum = 1 };
}
