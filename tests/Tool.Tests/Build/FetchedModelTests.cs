using System.Globalization;
using MobileNetGen.Imaging;
using StbImageWriteSharp;
using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>MediaPipe's networks see what a person sees in a portrait, and the network of nsfwjs finds harmless what is.</summary>
public sealed class FetchedModelTests(FetchedModels models) : IClassFixture<FetchedModels>
{
    private const int Neutral = 2;

    [Fact]
    public void The_sample_draws_a_box_around_the_face()
    {
        var said = models.Sample("faces", Photo("hopper"), models.File("faces.png"));
        var line = Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        float[] edges = [.. line.Split(' ')[^4..].Select(edge => float.Parse(edge, CultureInfo.InvariantCulture))];
        Assert.All(edges.Zip([0.34f, 0.23f, 0.70f, 0.59f]), pair => Assert.Equal(pair.Second, pair.First, 0.05f));

        var (before, after) = (ImageFile.Load(Photo("hopper")), ImageFile.Load(models.File("faces.png")));
        var edge = (((int)(edges[1] * 223) * 224) + 112) * 3;
        Assert.Equal([0, 255, 0], after.Pixels[edge..(edge + 3)].ToArray());
        Assert.Equal(before.Pixels[..300].ToArray(), after.Pixels[..300].ToArray());
    }

    [Fact]
    public void The_sample_draws_no_box_where_no_face_is_and_says_so()
    {
        var target = models.File("none.png");
        Assert.Equal($"no face found: {target} is the photo without a box\n", models.Sample("faces", Photo("hotdog"), target));
        Assert.Equal(ImageFile.Load(Photo("hotdog")).Pixels, ImageFile.Load(target).Pixels);
    }

    [Fact]
    public void The_sample_says_where_no_person_is()
    {
        const int side = 64;
        using (var stream = File.Create(models.File("white.png")))
        {
            var white = Enumerable.Repeat(byte.MaxValue, side * side * 3).ToArray();
            new ImageWriter().WritePng(white, side, side, ColorComponents.RedGreenBlue, stream);
        }

        Assert.Equal(
            "no person found: all of the photo became transparent\n",
            models.Sample("cutout", models.File("white.png"), models.File("nobody.png")));
        Assert.All(ImageFile.Load(models.File("nobody.png")).Alpha.ToArray(), alpha => Assert.InRange(alpha, 0, 127));
    }

    [Fact]
    public void The_sample_says_what_it_does_where_nothing_is_asked() =>
        Assert.StartsWith("Runs two networks of MediaPipe", models.Sample(), StringComparison.Ordinal);

    [Fact]
    public void The_sample_cuts_out_the_person()
    {
        var said = models.Sample("cutout", Photo("hopper"), models.File("cutout.png"));
        Assert.InRange(int.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture), 30, 70);
        var image = ImageFile.Load(models.File("cutout.png"));
        byte Alpha(int row, int column) => image.Alpha[(row * 224) + column];
        Assert.All(new[] { Alpha(90, 112), Alpha(160, 112), Alpha(200, 60) }, alpha => Assert.InRange(alpha, 240, 255));
        Assert.All(new[] { Alpha(5, 5), Alpha(5, 218), Alpha(60, 30), Alpha(100, 200) }, alpha => Assert.InRange(alpha, 0, 15));
    }

    [Theory]
    [InlineData("cat")]
    [InlineData("hopper")]
    [InlineData("parrot")]
    public void Quantised_shards_out_of_JavaScript_find_harmless_photos_harmless(string photo)
    {
        var network = models.OfNsfw;
        var (image, input) = (ImageFile.Load(Photo(photo)), new float[network.Info.Inputs[0].Length]);
        ImagePreprocessor.Apply(network.Info.Preprocessing!, image.Pixels, image.Width, image.Height, input);
        Assert.InRange(network.Run(input)[0][Neutral], 0.95f, 1);
    }

    private static string Photo(string name)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        return Path.Combine(Repository.Models!, "inputs", $"{name}_224.png");
    }
}
