using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>Several models in one build, and models of several files: each class has its own weights, and today's.</summary>
public sealed class ModelSetTests : IDisposable
{
    private const string Cats = """<MobileNetModel Include="cats/model.onnx" Preprocess="unit" """;
    private const string Dogs = """<MobileNetModel Include="dogs/model.onnx" Preprocess="unit" """;

    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public void Two_models_of_one_file_name_are_an_error_unless_each_has_a_name()
    {
        var user = new UserProject(_folder, "user");
        user.Write("cats/model.onnx", OddNamesTests.Scaling(3));
        user.Write("dogs/model.onnx", OddNamesTests.Scaling(-15));
        user.Write("Program.cs", Program("cats/model.onnx", "pets/cats.weights") + Network("cats/model.onnx"));

        user.WriteProject(Cats + "/>" + Dogs + "/>");
        var (exit, output) = user.Build();
        Assert.Equal(1, exit);
        Assert.Contains(
            $"error MNG302: {user.Path("cats/model.onnx")} and {user.Path("dogs/model.onnx")} would both become model.weights",
            output,
            StringComparison.Ordinal);

        user.WriteProject(Cats + """Name="pets/cats" />""" + Dogs + "/>");
        Assert.Equal("3\n", user.BuildAndRun());
        Assert.Equal(["model.weights", "pets/cats.weights"], Directory.GetFiles(user.Output, "*.weights", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(user.Output, file))
            .Order(StringComparer.Ordinal));
    }

    [Fact(Explicit = true)]
    public void Weights_of_two_projects_that_would_be_copied_to_one_place_are_an_error()
    {
        var library = new UserProject(_folder, "library", "library");
        library.Write("cats/model.onnx", OddNamesTests.Scaling(3));
        library.Write("Cats.cs", Network("cats/model.onnx"));
        library.WriteProject(Cats + "/>", "<OutputType>Library</OutputType>");
        var user = new UserProject(_folder, "user");
        user.Write("dogs/model.onnx", OddNamesTests.Scaling(-15));
        user.Write("Program.cs", Program("dogs/model.onnx", "model.weights") + Network("dogs/model.onnx"));
        user.WriteProject(Dogs + $"""/><ProjectReference Include="{library.File}" />""");

        var (exit, output) = user.Build();
        Assert.Equal(1, exit);
        Assert.Contains("would both be copied to model.weights", output, StringComparison.Ordinal);
        library.WriteProject(Cats + """Name="cats" />""", "<OutputType>Library</OutputType>");
        Assert.Equal("-15\n", user.BuildAndRun());
    }

    /// <summary>Files that are put in the place of others are often older than what was built.</summary>
    [Fact(Explicit = true)]
    public void Another_model_or_shard_is_imported_even_if_it_is_older()
    {
        var user = new UserProject(_folder, "user");
        user.Write("dogs/model.onnx", OddNamesTests.Scaling(2));
        user.Write("cats/w.bin", BitConverter.GetBytes(5f));
        user.Write("cats/model.json", Shards);
        user.Write(
            "Program.cs",
            Program("dogs/model.onnx", "model.weights") + Program("cats/model.json", "cats.weights") + Network("dogs/model.onnx") + Network("cats/model.json"));
        user.WriteProject(Dogs + """/><MobileNetModel Include="cats/model.json" Name="cats" Preprocess="unit" />""");
        Assert.Equal("2\n5\n", user.BuildAndRun());

        Replace(user, "cats/w.bin", BitConverter.GetBytes(7f));
        Assert.Equal("2\n7\n", user.BuildAndRun("--no-restore"));

        Replace(user, "dogs/model.onnx", OddNamesTests.Scaling(4));
        Assert.Equal("4\n7\n", user.BuildAndRun("--no-restore"));

        File.Delete(user.Path("cats/w.bin"));
        Assert.Contains("cats/model.json : error MNG300: ", user.Build("--no-restore").Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A convolution of one pixel whose factor is in a shard.</summary>
    private const string Shards = """
        {"format": "layers-model", "modelTopology": {"class_name": "Sequential", "config": {"name": "net", "layers": [
          {"class_name": "Conv2D", "config": {"name": "conv", "filters": 1, "kernel_size": [1, 1], "strides": [1, 1], "padding": "valid",
            "activation": "linear", "use_bias": false, "batch_input_shape": [null, 1, 1, 1]}}]}},
         "weightsManifest": [{"paths": ["w.bin"], "weights": [{"name": "conv/kernel", "shape": [1, 1, 1, 1], "dtype": "float32"}]}]}
        """;

    private static void Replace(UserProject user, string file, byte[] content)
    {
        user.Write(file, content);
        File.SetLastWriteTimeUtc(user.Path(file), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private static string Class(string model) => model.Replace('/', '_').Replace('.', '_');

    private static string Network(string model) => $"[MobileNetGen.GeneratedNetwork(\"{model}\")] internal sealed partial class {Class(model)};\n";

    private static string Program(string model, string weights) => $$"""
        using (var network = {{Class(model)}}.Create(
            MobileNetGen.WeightSource.FromFile(System.IO.Path.Combine(System.AppContext.BaseDirectory, "{{weights}}"))))
        {
            var (x, y) = (new float[] { 1 }, new float[1]);
            network.Run(x, y);
            System.Console.WriteLine(y[0]);
        }

        """;
}
