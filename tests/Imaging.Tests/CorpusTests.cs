using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>Files of other encoders: every sampling, sequential and progressive, restarts, inks; palettes, bits, opacities.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names => CorpusFile.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Pixels_are_those_of_the_reference_decoder_to_the_last_bit(string name)
    {
        var expected = CorpusFile.All.Single(file => file.Name == name);
        var image = ImageFile.Decode(CorpusFile.Read(name));
        Assert.Equal((expected.Width, expected.Height, expected.Checksum), (image.Width, image.Height, CorpusFile.ChecksumOf(image)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_is_cut_anywhere_is_refused(string name)
    {
        var file = CorpusFile.Read(name);

        // The last row of a bitmap may lack its padding.
        var shortest = name.EndsWith(".bmp", StringComparison.Ordinal) ? file.Length - 3 : file.Length;
        for (var length = 0; length < shortest; length++)
        {
            Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file.AsSpan(0, length)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_after_the_end_is_not_the_images(string name)
    {
        byte[] longer = [.. CorpusFile.Read(name), .. "\0\0\0 ftypmp42"u8];
        Assert.Equal(CorpusFile.All.Single(file => file.Name == name).Checksum, CorpusFile.ChecksumOf(ImageFile.Decode(longer)));
    }

    [Theory]
    [InlineData("rgba.png", 4)]
    [InlineData("palette-transparent.png", 2)]
    [InlineData("transparent.gif", 2)]
    [InlineData("rgb.png", 0)]
    public void Opacities_are_kept_beside_the_pixels(string name, int fewestLevels)
    {
        var image = ImageFile.Decode(CorpusFile.Read(name));
        var levels = image.Alpha.ToArray().Distinct().Count();
        Assert.True(levels >= fewestLevels && (fewestLevels > 0 || levels == 0), $"{levels} levels");
        var over = image.Over(255, 255, 255);
        Assert.True(over.Alpha.IsEmpty);
        Assert.Equal(fewestLevels == 0, over.Pixels.SequenceEqual(image.Pixels));
    }
}
