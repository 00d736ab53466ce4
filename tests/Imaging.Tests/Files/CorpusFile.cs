using System.Globalization;
using MobileNetGen.Imaging.Png;
using Xunit;

namespace MobileNetGen.Imaging.Tests.Files;

/// <summary>A small drawing that libjpeg-turbo's cjpeg or Pillow wrote, and what they read of it.</summary>
internal sealed record CorpusFile(string Name, int Width, int Height, uint Checksum)
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Imaging.Tests", "Corpus");

    public static IReadOnlyList<CorpusFile> All { get; } =
    [
        .. File.ReadLines(Path.Combine(s_folder, "pixels.tsv")).Skip(1).Select(line => Parse(line.Split('\t'))),
    ];

    public static TheoryData<string> Names => [.. All.Select(file => file.Name)];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(s_folder, name));

    public static uint ChecksumOf(RgbImage image) => Crc32.Of(image.Pixels);

    private static CorpusFile Parse(string[] row) => new(
        row[0],
        int.Parse(row[1], CultureInfo.InvariantCulture),
        int.Parse(row[2], CultureInfo.InvariantCulture),
        uint.Parse(row[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
