using MobileNetGen.Tool.Tests.Formats;
using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>What the options of an import say, metadata of a model in a project say too.</summary>
public sealed class ModelMetadataTests : IDisposable
{
    private const string Program = """
        using MobileNetGen;

        using (var part = Part.Create(WeightSource.FromFile(System.IO.Path.Combine(System.AppContext.BaseDirectory, "small.weights"))))
        {
            System.Console.WriteLine($"{Part.Info.Name} {Part.Info.Inputs[0].Shape.Height} {Part.Info.Outputs[0].Shape.Channels}");
        }

        using (var preset = Preset.Create(WeightSource.FromFile(System.IO.Path.Combine(System.AppContext.BaseDirectory, "preset.weights"))))
        {
            System.Console.WriteLine($"{Preset.Info.Inputs[0].Shape.Height} {Preset.Info.Outputs[0].Shape.Channels} {Preset.Info.Layers[0].Output.Channels}");
        }

        [GeneratedNetwork("tiny.onnx")]
        internal sealed partial class Part;

        [GeneratedNetwork("preset.safetensors")]
        internal sealed partial class Preset;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Explicit = true)]
    public void A_part_of_a_model_and_the_weights_of_a_preset_are_built_and_labels_are_counted()
    {
        var user = new UserProject(_folder, "user");
        user.Write("tiny.onnx", TinyOnnx.Bytes());
        user.Write("three.txt", "a\nb\nc\n");
        user.Write(
            "preset.safetensors",
            PresetWeights.Of("""{ "preset": "mobilenet-v2", "flavor": "torchvision", "width": 0.35, "resolution": 64, "classes": 4 }"""));
        user.Write("Program.cs", Program);
        user.WriteProject("""
            <MobileNetModel Include="tiny.onnx" Name="small" Inputs="relu6" Outputs="pool" Shape="1x4x4x4" Labels="three.txt" />
            <MobileNetModel Include="preset.safetensors" Preset="mobilenet-v2" Flavor="torchvision" Width="0.35" Resolution="64" Classes="4" />
            """);
        var (exit, output) = user.Build();
        Assert.True(exit == 0, output);
        Assert.Contains("tiny.onnx : warning MNG303: three.txt has 3 labels, and the output \"output\" has 4 numbers", output, StringComparison.Ordinal);
        Assert.Equal("small 4 4\n64 4 16\n", user.Dotnet("exec", Path.Combine(user.Output, "user.dll")).Output);
    }

    [Fact(Explicit = true)]
    public void Labels_travel_with_the_model_beside_the_binary_or_in_it()
    {
        var user = new UserProject(_folder, "user");
        user.Write("open.onnx", TinyOnnx.Bytes());
        user.Write("closed.onnx", TinyOnnx.Bytes());
        user.Write("open.txt", "a\nb\nc\n\n");
        user.Write("closed.txt", "é\n'd'\n;e\n#f\n");
        user.Write("Program.cs", """
            using MobileNetGen;

            System.Console.WriteLine($"{string.Join('|', Open.Labels)} {string.Join('|', Closed.Labels)} {Of<Open>()?.Count} {Of<Plain>()?.Count}");
            System.Console.WriteLine(Ranking.Top([0, 3, 1, 2], 2, Closed.Labels)[1]);

            static Labels? Of<TNetwork>()
                where TNetwork : IGeneratedNetwork<TNetwork> => TNetwork.Labels;

            [GeneratedNetwork("open.onnx")]
            internal sealed partial class Open;

            [GeneratedNetwork("closed.onnx")]
            internal sealed partial class Closed;

            [GeneratedNetwork, NetworkInput(2, 2, 1), Layer("relu")]
            internal sealed partial class Plain;
            """);
        user.WriteProject("""
            <MobileNetModel Include="open.onnx" Name="pets/open" Shape="1x4x4x4" Inputs="relu6" Outputs="pool" Labels="open.txt" />
            <MobileNetModel Include="closed.onnx" Shape="1x4x4x4" Inputs="relu6" Outputs="pool" Labels="closed.txt" Embed="true" />
            """);
        Assert.Equal("a|b|c| é|'d'|;e|#f 4 \nLabeledPrediction { Index = 3, Label = #f, Score = 2 }\n", user.BuildAndRun());
        Assert.Equal(["open.labels"], Directory.GetFiles(user.Output, "*.labels", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact(Explicit = true)]
    public void Another_file_of_labels_is_another_import()
    {
        var user = new UserProject(_folder, "user");
        user.Write("x.onnx", OddNamesTests.Scaling(2));
        user.Write("Program.cs", "System.Console.WriteLine();");
        user.WriteProject("""<MobileNetModel Include="x.onnx" Preprocess="unit" />""");
        Assert.Equal(0, user.Build().Exit);
        user.Write("labels.txt", "two\nnames\n");
        Assert.Contains("warning MNG303: labels.txt beside the model has 2 labels", user.Build("--no-restore").Output, StringComparison.Ordinal);
        user.Write("labels.txt", "one name\n");
        Assert.DoesNotContain("warning MNG", user.Build("--no-restore").Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(user.Path("obj"), "labels.txt", SearchOption.AllDirectories));
    }
}
