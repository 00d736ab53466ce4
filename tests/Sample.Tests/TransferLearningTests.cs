using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>Shapes, which the backbone has never seen, learnt from a few drawings each.</summary>
public sealed class TransferLearningTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_head_for_any_number_of_classes_is_trained_measured_saved_loaded_and_right_on_others(int classes)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        var shapes = Drawings.Shapes[..classes];
        Drawings.Draw(folder, "training", random, shapes);
        var unseen = Drawings.Draw(folder, "unseen", random, shapes);
        var head = Path.Combine(folder.Name, "head.safetensors");

        var training = Run("train", Path.Combine(folder.Name, "training"), "-o", head, "--weights", Weights());
        Assert.True(training.Exit == 0, training.Errors);
        Assert.Contains(
            $"{classes * Drawings.OfEach} images of {string.Join(", ", shapes)}: {classes * 20} are learnt from, {classes * 4} held out",
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
        foreach (var shape in Drawings.Shapes[..2])
        {
            var (one, other) = (Pictures.Png(Drawings.Shape(shape, random)), Pictures.Png(Drawings.Shape(shape, random)));
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
        var drawing = Pictures.Png(Drawings.Shape("circle", new Random(1)));
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
        Drawings.Draw(folder, "training", new Random(6), Drawings.Shapes);
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
        Drawings.Draw(folder, "training", new Random(7), Drawings.Shapes);
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
}
