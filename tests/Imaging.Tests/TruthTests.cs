using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>Pictures from reports, with Pillow's pixels of those that can be read.</summary>
public sealed partial class TruthTests
{
    /// <summary>How far a JPEG's bytes may be from libjpeg-turbo's.</summary>
    private const int MaxDifference = 3;

    private const string Answer = ".out.npy";

    private static readonly string s_folder = Path.Combine(Repository.Root, "..", "shared");

    public static TheoryData<string> WithAnswers => Pictures("truth/reports", file => File.Exists(file + Answer));

    public static TheoryData<string> WithoutAnswers => Pictures("truth/reports", file => !File.Exists(file + Answer));

    public static TheoryData<string> Attacks => Pictures("cases/service", _ => true);

    [Theory]
    [MemberData(nameof(WithAnswers))]
    public void Pictures_are_read_as_pillow_reads_them(string name)
    {
        Assert.SkipWhen(name.Length == 0, "the folder shared is not there");
        var path = Path.Combine(s_folder, name);
        var image = ImageFile.Load(path);
        var (width, height, pixels) = Pixels(File.ReadAllBytes(path + Answer));
        Assert.Equal((width, height), (image.Width, image.Height));
        for (var index = 0; index < pixels.Length; index++)
        {
            Assert.InRange(image.Pixels[index] - pixels[index], -MaxDifference, MaxDifference);
        }
    }

    /// <summary>Two of them are whole by the standards: they are read, the others are refused with what they are.</summary>
    [Theory]
    [MemberData(nameof(WithoutAnswers))]
    public void Pictures_without_an_answer_are_refused_or_whole(string name)
    {
        Assert.SkipWhen(name.Length == 0, "the folder shared is not there");
        var path = Path.Combine(s_folder, name);
        if (name.Contains("idat_zero_first", StringComparison.Ordinal) || name.Contains("bmp8_gap", StringComparison.Ordinal))
        {
            Assert.Equal((45, 37), (ImageFile.Load(path).Width, ImageFile.Load(path).Height));
        }
        else
        {
            Assert.Throws<InvalidImageException>(() => ImageFile.Load(path));
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Pictures_that_stopped_a_service_are_refused(string name)
    {
        Assert.SkipWhen(name.Length == 0, "the folder shared is not there");
        Assert.Throws<InvalidImageException>(() => ImageFile.Load(Path.Combine(s_folder, name)));
    }

    private static TheoryData<string> Pictures(string folder, Func<string, bool> wanted) => Directory.Exists(s_folder)
        ? [.. Directory.EnumerateFiles(Path.Combine(s_folder, folder))
            .Where(file => Path.GetExtension(file) is ".png" or ".jpg" or ".bmp" or ".webp" && wanted(file))
            .Where(file => !Path.GetFileName(file).StartsWith("cv__", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(s_folder, file)).Order(StringComparer.Ordinal)]
        : [""];

    /// <summary>An array of bytes of rows, columns and three channels.</summary>
    private static (int Width, int Height, byte[] Pixels) Pixels(byte[] npy)
    {
        var length = npy[8] | (npy[9] << 8);
        var shape = Shape().Match(Encoding.ASCII.GetString(npy, 10, length));
        int Extent(int axis) => int.Parse(shape.Groups[axis].Value, CultureInfo.InvariantCulture);
        return (Extent(2), Extent(1), npy[(10 + length)..]);
    }

    [GeneratedRegex(@"\((\d+), (\d+), 3\)")]
    private static partial Regex Shape();
}
