using System.Text.Json;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>A new project with the package, one line for a model file and one annotated class.</summary>
public sealed class ModelTests(PackedFeed feed)
{
    private const string Program = """
        using MobileNetGen;
        using MobileNetGen.Imaging;

        using var network = Photos.Create(WeightSource.FromFile(Path.Combine(AppContext.BaseDirectory, "photos.weights")));
        var image = ImageFile.Load(args[0]);
        var scores = new float[Photos.OutputLength];
        network.Run(image.Pixels, image.Width, image.Height, scores);
        Console.WriteLine(Ranking.Top(scores, 1)[0].Index);

        [GeneratedNetwork("photos.tflite")]
        public sealed partial class Photos;
        """;

    [Fact(Explicit = true)]
    public void It_classifies_a_photo()
    {
        var models = Path.Combine(Repository.Root, "..", "shared", "models");
        Assert.SkipUnless(Directory.Exists(models), "the folder shared/models is not there");
        var project = feed.Project("Photos");
        PackedFeed.Dotnet(project, "new", "console", "--force");
        File.Copy(Path.Combine(models, "nets", "coral", "mobilenet_v2_1.0_224_quant.tflite"), Path.Combine(project, "photos.tflite"));
        File.WriteAllText(Path.Combine(project, "Program.cs"), Program);
        var file = Path.Combine(project, "Photos.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace("</Project>", $"""
              <ItemGroup>
                <MobileNetModel Include="photos.tflite" />
                <PackageReference Include="MobileNetGen" Version="{feed.Version}" />
                <PackageReference Include="MobileNetGen.Imaging" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """, StringComparison.Ordinal));
        var answer = PackedFeed.Dotnet(project, "run", "-c", "Release", "--", Path.Combine(models, "inputs", "parrot_224.png"));
        using var known = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(models, "inputs", "expected_class1000.json")));

        // The model's first class is the background.
        Assert.Equal(known.RootElement.GetProperty("parrot").GetInt32() + 1, int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture));
    }
}
