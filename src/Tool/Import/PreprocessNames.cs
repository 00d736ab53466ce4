using MobileNetGen.CommandLine;

namespace MobileNetGen.Tool.Import;

/// <summary>What <c>--preprocess</c> accepts: the name of what a library does, and changes to it, as in <c>timm,crop=0.95,order=bgr</c>.</summary>
internal static class PreprocessNames
{
    private const string Triangle = "bilinear-antialias";
    private const string Cubic = "bicubic-antialias";
    private const int CommonInput = 224;

    /// <summary>Shares are kept as so many parts of a whole, and whole numbers divide exactly.</summary>
    private const int Parts = 10_000;

    private static readonly PreprocessChoice s_signed = PreprocessChoice.Keras;

    /// <summary>The names, each with what it does.</summary>
    public static readonly IReadOnlyList<(string Name, PreprocessChoice Choice, string Meaning)> All =
    [
        ("keras", s_signed, "−1…1; stretched as tf.image.resize and Resizing do"),
        ("torchvision", OfShortSide(Triangle, 256), "ImageNet's mean; short side 256 of 224, Pillow's bilinear, centre: IMAGENET1K_V1"),
        ("unit", PreprocessChoice.Unit, "0…1; stretched as keras"),
        ("bytes", PreprocessChoice.Bytes, "0…255; stretched as keras"),
        ("none", PreprocessChoice.None, "the network takes no images"),
        ("torchvision-v2", OfShortSide(Triangle, 232), "as torchvision, short side 232: IMAGENET1K_V2"),
        ("torchvision-tensor", OfShortSide("bilinear-antialias-float", 256, roundToBytes: true), "as torchvision, resized as tensors are"),
        ("timm", OfShortSide(Cubic, 256), "ImageNet's mean; short side 256 of 224 (crop 0.875), Pillow's bicubic, centre"),
        ("timm-inception", s_signed with { Resize = Shortened(Cubic) }, "as timm, mean and deviation 0.5: tf_* and ra4_* weights"),
        (
            "hugging-face",
            s_signed with { Resize = Shortened(Triangle) with { RoundsDown = true } },
            "−1…1; short side 256 of 224, centre rounded down: MobileNetV1, V2"),
        ("keras-antialias", s_signed with { Resize = new("bilinear-antialias-float") }, "as keras, with antialias=True"),
        ("keras-crop", s_signed with { Resize = new("bilinear") { Crop = 1, RoundsDown = true } }, "as keras, with crop_to_aspect_ratio=True"),
        ("keras-load-img", s_signed with { Resize = new("nearest") { Fit = "box" } }, "−1…1; load_img, whose default is the nearest pixel"),
        (
            "keras-load-img-bilinear",
            s_signed with { Resize = new(Triangle) { Fit = "box" } },
            "load_img(interpolation=\"bilinear\"); crop=1 for keep_aspect_ratio"),
        ("tf-slim", s_signed with { Resize = Central("bilinear-asymmetric") }, "−1…1; central_crop(0.875), then TensorFlow 1's bilinear"),
        ("tf-slim-half-pixel", s_signed with { Resize = Central("bilinear") }, "as tf-slim, with today's tf.image.resize"),
        ("caffe", new(0, 255, [103.939, 116.779, 123.68], []) { Order = "bgr" }, "blue first, bytes less ImageNet's mean; stretched as keras"),
        ("bytes-bgr", PreprocessChoice.Bytes with { Order = "bgr" }, "0…255, blue first; stretched as keras"),
    ];

    private const string Changes = "order=rgb|bgr, resize=METHOD, crop=SHARE, short-side=PIXELS, range=LOW/HIGH, mean=A or A/B/C, deviation=A or A/B/C";

    public static string Help => string.Join("; ", All.Select(row => $"{row.Name}: {row.Meaning}")) + $". Changes may follow, with commas between: {Changes}.";

    /// <exception cref="ToolException">There is no such name or change.</exception>
    public static PreprocessChoice Parse(string text)
    {
        var parts = text.Split(',');
        var found = All.Where(row => row.Name == parts[0]).Select(row => row.Choice).FirstOrDefault()
            ?? throw new ToolException($"there is no preprocessing \"{parts[0]}\"; {string.Join(", ", All.Select(row => row.Name))} are accepted.");
        return parts.Skip(1).Aggregate(found, Changed);
    }

    private static ImageResize Shortened(string method) => ImageResize.OfShortSide(method, 256, CommonInput);

    private static ImageResize Central(string method) => new(method) { Fit = "sides", Crop = 0.875 };

    private static PreprocessChoice OfShortSide(string method, int pixels, bool roundToBytes = false) =>
        PreprocessChoice.ImageNet with { Resize = ImageResize.OfShortSide(method, pixels, CommonInput) with { RoundToBytes = roundToBytes } };

    private static PreprocessChoice Changed(PreprocessChoice choice, string change)
    {
        var (resize, value) = (choice.Resize, change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var numbers = Numbers(value);
        return (change[..Math.Max(0, change.Length - value.Length - 1)], numbers) switch
        {
            ("order", _) when value is "rgb" or "bgr" => choice with { Order = value },
            ("resize", _) when Methods.Contains(value) => choice with { Resize = resize with { Method = value } },
            ("crop", [> 0 and <= 1]) => choice with { Resize = Cropped(resize, numbers[0]) },
            ("short-side", [>= 1 and <= 16384]) when numbers[0] == Math.Floor(numbers[0]) =>
                choice with { Resize = resize with { Fit = null, Crop = 0, ShortSide = ((int)numbers[0], 0) } },
            ("range", [var low, var high]) when low != high => choice with { Low = low, High = high },
            ("mean", [_] or [_, _, _]) => choice with { Mean = numbers },
            ("deviation", [_] or [_, _, _]) when Array.TrueForAll(numbers, number => number > 0) => choice with { Deviation = numbers },
            _ => throw new ToolException($"\"{change}\" changes no preprocessing; {Changes} are accepted."),
        };
    }

    /// <summary>The share of what the short side becomes, as timm has it; else of the image.</summary>
    private static ImageResize Cropped(ImageResize resize, double share) => resize.ShortSide is null
        ? resize with { Crop = share }
        : resize with { ShortSide = (Parts, (int)Math.Round(share * Parts)) };

    private static IReadOnlyList<string> Methods => ["bilinear", Triangle, Cubic, "nearest", "bilinear-asymmetric", "bilinear-antialias-float"];

    /// <summary>Numbers with slashes between; none if a part is no number.</summary>
    private static double[] Numbers(string text)
    {
        var parts = text.Split('/');
        var numbers = new double[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!NumberOption.TryNumber(parts[index], out numbers[index]))
            {
                return [];
            }
        }

        return numbers;
    }
}
