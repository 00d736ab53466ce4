using System.Globalization;
using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>Shapes, which the backbone has never seen, learned from a few drawings each.</summary>
public sealed class TransferLearningTests
{
    private const int Drawings = 24;
    private static readonly string[] s_shapes = ["circle", "cross", "square", "triangle"];

    [Fact]
    public void A_head_is_trained_on_a_few_drawings_saved_loaded_and_right_on_others()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        Draw(folder, "training", random);
        var unseen = Draw(folder, "unseen", random);
        var head = Path.Combine(folder.Name, "head.safetensors");

        var training = Run("train", Path.Combine(folder.Name, "training"), head);
        Assert.True(training.Exit == 0, training.Errors);
        Assert.Contains($"{4 * Drawings} images of circle, cross, square, triangle", training.Output, StringComparison.Ordinal);

        var answers = Run(["classify", head, .. unseen]);
        Assert.True(answers.Exit == 0, answers.Errors);
        var right = answers.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Count(line => line.Contains($": {Path.GetFileName(Path.GetDirectoryName(line.Split(": ")[0]))} ", StringComparison.Ordinal));
        Assert.True(right >= 0.9 * unseen.Count, string.Create(CultureInfo.InvariantCulture, $"{right} of {unseen.Count} are right:\n{answers.Output}"));
    }

    [Fact]
    public void Another_number_of_classes_than_the_head_has_and_a_damaged_head_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.File("one/image.png", Pictures.Png(Shape("circle", new Random(1))));
        Assert.Contains("1 folders of images; head.json is for 4 classes", Run("train", folder.Name, "head").Errors, StringComparison.Ordinal);
        folder.File("head.labels", [(byte)'a']);
        var head = folder.File("head", "no weights at all"u8.ToArray());
        var run = Run("classify", head, "image.png");
        Assert.Equal(1, run.Exit);
        Assert.Matches("\\Aerror: .+\n\\z", run.Errors);
    }

    [Theory]
    [InlineData("pipe.png", "no regular file but a pipe")]
    [InlineData("endless.png", "no regular file but a pipe")]
    [InlineData("huge.png", "up to 268,435,456 are accepted")]
    public void Pipes_devices_and_endless_files_are_refused_among_the_drawings(string name, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        using var folder = new TemporaryFolder();
        Draw(folder, "training", new Random(6));
        var odd = Path.Combine(folder.Name, "training", "circle", name);
        Odd(odd);
        var run = Run("train", Path.Combine(folder.Name, "training"), Path.Combine(folder.Name, "head"));
        Assert.Equal(1, run.Exit);
        Assert.StartsWith($"error: {odd}: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Name, "head")));
    }

    [Theory]
    [InlineData("pipe", "", "0 labels")]
    [InlineData("pipe", ".labels", "0 bytes")]
    [InlineData("endless", "", "0 labels")]
    [InlineData("huge", "", "5368709120 bytes; 16777216 are accepted")]
    public void Pipes_devices_and_endless_files_are_refused_as_a_head(string name, string ending, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        using var folder = new TemporaryFolder();
        var head = folder.File("head", "no weights at all"u8.ToArray());
        folder.File("head.labels", "a\nb\nc\nd\n"u8.ToArray());
        var odd = ending.Length == 0 ? head + ".labels" : head;
        File.Delete(odd);
        Odd(odd, name);
        var run = Run("classify", head, "image.png");
        Assert.Equal(1, run.Exit);
        Assert.Matches("\\Aerror: .+\n\\z", run.Errors);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_leaves_the_head_that_was_there()
    {
        Assert.SkipUnless(FullDisk.CanBeMade, "file systems of one's own are not to be had here");
        using var folder = new TemporaryFolder();
        Draw(folder, "training", new Random(7));
        folder.File("full/head", "old"u8.ToArray());
        folder.File("full/head.labels", "old"u8.ToArray());
        var (codes, errors) = FullDisk.Run(folder.Name, [$"dotnet '{SamplePrograms.Path("TransferLearning")}' train training full/head"]);
        Assert.Equal("1", Assert.Single(codes));
        Assert.Contains("No space left on device", errors, StringComparison.Ordinal);
        Assert.Equal(FullDisk.Content(Path.Combine(folder.Name, "full")), FullDisk.Content(Path.Combine(folder.Name, "after")));
    }

    /// <summary>What its name says.</summary>
    private static void Odd(string path, string? kind = null)
    {
        switch (kind ?? Path.GetFileNameWithoutExtension(path))
        {
            case "pipe":
                Child.Run("mkfifo", path);
                break;
            case "endless":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            default:
                using (var file = File.Create(path))
                {
                    file.SetLength(5L << 30);
                }

                break;
        }
    }

    private static Child Run(params string[] args) => Child.Run("dotnet", [SamplePrograms.Path("TransferLearning"), .. args]);

    private static List<string> Draw(TemporaryFolder folder, string name, Random random) =>
        [.. s_shapes.SelectMany(
            shape => Enumerable.Range(0, Drawings).Select(number => folder.File($"{name}/{shape}/{number}.png", Pictures.Png(Shape(shape, random)))))];

    /// <summary>A line drawing, dark on light, turned a little and of any size.</summary>
    private static RgbImage Shape(string shape, Random random)
    {
        const int side = 64;
        const double thickness = 3;
        var (radius, angle) = (14 + (8 * random.NextDouble()), 0.35 * (random.NextDouble() - 0.5));
        var (left, top, stretch) = (26 + (12 * random.NextDouble()), 26 + (12 * random.NextDouble()), 0.8 + (0.4 * random.NextDouble()));
        var pixels = new byte[3 * side * side];
        for (var index = 0; index < side * side; index++)
        {
            var (x, y) = (((index % side) - left) * stretch, (index / side) - top);
            var (u, v) = ((x * Math.Cos(angle)) - (y * Math.Sin(angle)), (x * Math.Sin(angle)) + (y * Math.Cos(angle)));
            var distance = shape switch
            {
                "circle" => Math.Abs(Math.Sqrt((u * u) + (v * v)) - radius),
                "square" => Math.Abs(Math.Max(Math.Abs(u), Math.Abs(v)) - radius),
                "cross" => Math.Max(Math.Min(Math.Abs(u), Math.Abs(v)), Math.Max(Math.Abs(u), Math.Abs(v)) - radius),
                _ => Math.Abs(Math.Max(v, (Math.Abs(u) * 0.866) - (v * 0.5)) - (radius * 0.6)),
            };
            pixels.AsSpan(3 * index, 3).Fill(distance < thickness ? (byte)random.Next(20, 60) : (byte)random.Next(215, 240));
        }

        return new RgbImage(side, side, pixels);
    }
}
