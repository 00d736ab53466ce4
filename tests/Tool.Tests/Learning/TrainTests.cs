using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Learning;

/// <summary><c>train</c>: from a folder of images to a network that the other commands take.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_folder_of_images_becomes_a_network_with_its_weights_labels_history_and_report()
    {
        var (photos, network) = (Stripes.Folder(_folder, "photos", 24), Stripes.NetworkFile(_folder));
        _folder.File("photos/links/torn.png", [1, 2, 3]);
        var run = Train(photos, "out", network, "--train", "all", "--epochs", "12", "--rate", "0.01");
        Assert.True(run.Exit == ToolProgram.Done, run.Errors);
        Assert.Contains("left out: links/torn.png", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Epoch 12 of 12", run.Output, StringComparison.Ordinal);
        Assert.Contains("57 images to learn from, 15 held out; 3 classes; trained: all", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["checkpoint", "history.csv", "labels.txt", "network.json", "report.html", "weights.last.safetensors", "weights.safetensors"],
            Directory.GetFiles(_folder.Path("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Stripes.Classes.Order(StringComparer.Ordinal), File.ReadAllLines(_folder.Path("out/labels.txt")));
        Assert.Equal(13, File.ReadAllLines(_folder.Path("out/history.csv")).Length);
        var page = File.ReadAllText(_folder.Path("out/report.html"));
        Assert.All(["Mitte &amp; mehr", "torn.png", "Over the epochs", "What is taken for what", "--rate 0.01"], part =>
            Assert.Contains(part, page, StringComparison.Ordinal));

        // Whoever takes the network has the accuracy that was said.
        var classified = ToolRun.Of("classify", photos, "-o", _folder.Path("answers.csv"), "--network", _folder.Path("out/network.json"), "--top", "1");
        Assert.True(classified.Exit == ToolProgram.Done, classified.Errors);
        var right = File.ReadAllLines(_folder.Path("answers.csv")).Count(line => Stripes.Classes.Any(name =>
            line.Contains($"/{name}/", StringComparison.Ordinal) && line.Split(',').Skip(1).Any(cell => cell.Trim('"') == name)));
        Assert.True(right >= 65, $"{right} of 72 are right");
    }

    [Theory]
    [InlineData("head", "classes.")]
    [InlineData("last:2", "classes.", "block")]
    public void What_is_not_trained_stays_as_it_was(string part, params string[] trained)
    {
        var (photos, network) = (Stripes.Folder(_folder, "photos", 8), Stripes.NetworkFile(_folder));
        Done(Train(photos, "first", network, "--train", "all", "--epochs", "2"));
        Done(Train(photos, "second", _folder.Path("first/network.json"), "--weights", _folder.Path("first/weights.safetensors"), "--train", part,
            "--epochs", "2", "--augment", "flip,crop", "--copies", "2"));
        var (before, after) = (Tensors("first"), Tensors("second"));
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, values) in before)
        {
            var mayMove = trained.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
            Assert.True(mayMove || values.SequenceEqual(after[name]), $"{name} moved");
        }

        Assert.False(before["classes.weight"].SequenceEqual(after["classes.weight"]));
    }

    [Fact]
    public void A_head_of_another_size_is_replaced_and_that_is_said()
    {
        var network = Stripes.NetworkFile(_folder);
        var weights = _folder.File("seven.safetensors", Stripes.Weights());
        var run = Train(Stripes.Folder(_folder, "photos", 4), "out", network, "--weights", weights, "--epochs", "1");
        Done(run);
        Assert.Contains("\"classes\" has 7 outputs in the file; it is replaced by one of 3", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("3", null)]
    [InlineData("4", "--classes is 4, and ")]
    [InlineData("1", "auto or a whole number of 2 or more is accepted")]
    [InlineData("many", "auto or a whole number of 2 or more is accepted")]
    public void The_number_of_classes_is_the_datas_and_can_be_asked_for(string classes, string? error)
    {
        var run = Train(Stripes.Folder(_folder, "photos", 3), "out", Stripes.NetworkFile(_folder), "--epochs", "1", "--classes", classes);
        Assert.Equal(error is null ? ToolProgram.Done : ToolProgram.Misused, run.Exit);
        Assert.Contains(error ?? "", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_and_numbers_come_from_a_table()
    {
        var network = Stripes.NetworkFile(_folder);
        for (var index = 0; index < 12; index++)
        {
            _folder.File($"flat/{index}.bmp", Stripes.Image(index % 3, index));
        }

        string[] lines = [.. Enumerable.Range(0, 12).Select(index => $"{index}.bmp,")];
        var several = Table("several.csv", lines.Select((line, index) => line + (index % 3 == 0 ? "left" : index % 3 == 1 ? "left;odd" : "odd")));
        Done(Train(_folder.Path("flat"), "several", network, "--labels", several, "--task", "labels", "--epochs", "1", "--train", "all"));
        Assert.Equal(["left", "odd"], File.ReadAllLines(_folder.Path("several/labels.txt")));
        Assert.DoesNotContain("softmax", File.ReadAllText(_folder.Path("several/network.json")), StringComparison.Ordinal);
        var numbers = Table("numbers.csv", lines.Select((line, index) => line + FormattableString.Invariant($"{index % 3 / 2.0};1")));
        var run = Train(_folder.Path("flat"), "numbers", network, "--labels", numbers, "--task", "numbers", "--epochs", "1", "--train", "all");
        Done(run);
        Assert.Contains("mean squared error", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("numbers/labels.txt")));
        var wrong = Train(_folder.Path("flat"), "wrong", network, "--labels", several, "--task", "numbers");
        Assert.Contains("\"left\" is no number", wrong.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void Done(ToolRun run) => Assert.True(run.Exit == ToolProgram.Done, run.Errors);

    private string Table(string name, IEnumerable<string> lines) =>
        _folder.File(name, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("file,label"))));

    private ToolRun Train(string data, string output, string network, params string[] more) =>
        ToolRun.Of(["train", data, "-o", _folder.Path(output), "--network", network, "--batch", "8", .. more]);

    private Dictionary<string, float[]> Tensors(string output)
    {
        var network = Hosting.DescriptionFile.Load(_folder.Path(output + "/network.json"));
        return TensorReading.Read(_folder.Path(output + "/weights.safetensors"), CompiledClass.Of(network).Layout).Tensors
            .ToDictionary(tensor => tensor.Name, tensor => tensor.Values.ToArray());
    }
}
