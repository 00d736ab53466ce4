using System.Diagnostics;
using System.Globalization;
using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>Shapes, which the backbone has never seen, learnt from a few drawings each.</summary>
public sealed class TransferLearningTests
{
    private const int Drawings = 24;
    private static readonly string[] s_shapes = ["circle", "cross", "square", "triangle"];

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_head_for_any_number_of_classes_is_trained_measured_saved_loaded_and_right_on_others(int classes)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        var shapes = s_shapes[..classes];
        Draw(folder, "training", random, shapes);
        var unseen = Draw(folder, "unseen", random, shapes);
        var head = Path.Combine(folder.Name, "head.safetensors");

        var training = Run("train", Path.Combine(folder.Name, "training"), "-o", head, "--weights", Weights());
        Assert.True(training.Exit == 0, training.Errors);
        Assert.Contains(
            $"{classes * Drawings} images of {string.Join(", ", shapes)}: {classes * 20} are learnt from, {classes * 4} held out",
            training.Output,
            StringComparison.Ordinal);
        Assert.Matches(@"^(7[5-9]|[89]\d|100)\.\d % of those held out are right", training.Output.Split('\n')[1]);

        var answers = Run(["classify", head, .. unseen, "--weights", Weights()]);
        Assert.True(answers.Exit == 0, answers.Errors);
        var right = answers.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Count(line => line.Contains($": {Path.GetFileName(Path.GetDirectoryName(line.Split(": ")[0]))} ", StringComparison.Ordinal));
        Assert.True(right >= 0.9 * unseen.Count, string.Create(CultureInfo.InvariantCulture, $"{right} of {unseen.Count} are right:\n{answers.Output}"));
    }

    [Fact]
    public void Copies_of_an_image_are_never_learnt_from_and_held_out()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(8);
        foreach (var shape in s_shapes[..2])
        {
            var (one, other) = (Pictures.Png(Shape(shape, random)), Pictures.Png(Shape(shape, random)));
            for (var copy = 0; copy < 5; copy++)
            {
                folder.File($"{shape}/one{copy}.png", one);
                folder.File($"{shape}/other{copy}.png", other);
            }
        }

        var run = Run("train", folder.Name, "-o", Path.Combine(folder.Name, "head"), "--weights", Weights());
        Assert.Contains("20 images of circle, cross: 10 are learnt from, 10 held out", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_arguments_and_weights_it_says_what_it_does_and_what_it_takes()
    {
        using var folder = new TemporaryFolder();
        var run = Child.Run(new ProcessStartInfo("dotnet", [SamplePrograms.Path("TransferLearning")]) { WorkingDirectory = folder.Name });
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.Contains("mobilenet_v1_0.25_128.safetensors", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("bogus").Exit);
    }

    [Fact]
    public void One_class_images_that_are_all_alike_and_a_damaged_head_are_refused()
    {
        using var folder = new TemporaryFolder();
        var drawing = Pictures.Png(Shape("circle", new Random(1)));
        folder.File("shapes/one/image.png", drawing);
        var shapes = Path.Combine(folder.Name, "shapes");
        AssertRefused("has no two folders of images", "train", shapes, "-o", Path.Combine(folder.Name, "new"));
        folder.File("shapes/two/image.png", drawing);
        AssertRefused("no class has two images that differ", "train", shapes, "-o", Path.Combine(folder.Name, "new"));
        Assert.False(File.Exists(Path.Combine(folder.Name, "new")));

        folder.File("head.labels", [(byte)'a']);
        var head = folder.File("head", "no weights at all"u8.ToArray());
        AssertRefused(head, "classify", head, "image.png");
        folder.File("head.labels", System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a\n", 1001))));
        AssertRefused("1001 labels; 1 to 1000 are accepted", "classify", head, "image.png");
        AssertRefused("absent.safetensors", "classify", head, "image.png", "--weights", "absent.safetensors");
    }

    [Theory]
    [InlineData("pipe.png", "no regular file but a pipe")]
    [InlineData("endless.png", "no regular file but a pipe")]
    [InlineData("huge.png", "up to 268,435,456 are accepted")]
    public void Pipes_devices_and_endless_files_are_refused_among_the_drawings(string name, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        using var folder = new TemporaryFolder();
        Draw(folder, "training", new Random(6), s_shapes);
        var odd = Path.Combine(folder.Name, "training", "circle", name);
        Odd(odd);
        var errors = AssertRefused(said, "train", Path.Combine(folder.Name, "training"), "-o", Path.Combine(folder.Name, "head"));
        Assert.StartsWith($"error: {odd}: ", errors, StringComparison.Ordinal);
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
        AssertRefused(said, "classify", head, "image.png");
    }

    [Fact]
    public void A_full_disk_leaves_the_head_that_was_there()
    {
        Assert.SkipUnless(FullDisk.CanBeMade, "file systems of one's own are not to be had here");
        using var folder = new TemporaryFolder();
        Draw(folder, "training", new Random(7), s_shapes);
        folder.File("full/head", "old"u8.ToArray());
        folder.File("full/head.labels", "old"u8.ToArray());
        var (codes, errors) =
            FullDisk.Run(folder.Name, [$"dotnet '{SamplePrograms.Path("TransferLearning")}' train training -o full/head --weights '{Weights()}'"]);
        Assert.Equal("1", Assert.Single(codes));
        Assert.Contains("No space left on device", errors, StringComparison.Ordinal);
        Assert.Equal(FullDisk.Content(Path.Combine(folder.Name, "full")), FullDisk.Content(Path.Combine(folder.Name, "after")));
    }

    /// <summary>One line, and nothing else.</summary>
    private static string AssertRefused(string said, params string[] args)
    {
        var run = Run(args.Contains("--weights") ? args : [.. args, "--weights", Weights()]);
        Assert.Equal(1, run.Exit);
        Assert.Matches("\\Aerror: .+\n\\z", run.Errors);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        return run.Errors;
    }

    private static string Weights()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        return Path.GetFullPath(Repository.Model("derived/mobilenet_v1_0.25_128.safetensors"));
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

    private static List<string> Draw(TemporaryFolder folder, string name, Random random, string[] shapes) =>
        [.. shapes.SelectMany(
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
