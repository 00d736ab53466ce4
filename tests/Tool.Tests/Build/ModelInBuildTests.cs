using MobileNetGen.Tool.Tests.Formats;
using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>One line in a project file and an annotated class make a network of a model file.</summary>
public sealed class ModelInBuildTests : IDisposable
{
    private const string Program = """
        using MobileNetGen;

        using var network = Users.Tiny.Create(WeightSource.FromFile(System.IO.Path.Combine(System.AppContext.BaseDirectory, "tiny.weights")));
        var scores = new float[Users.Tiny.OutputLength];
        network.Run(new byte[3 * 20 * 10], 20, 10, scores);
        System.Console.WriteLine(System.Linq.Enumerable.Sum(scores).ToString("F3"));

        namespace Users
        {
            [GeneratedNetwork("models/tiny.onnx")]
            public sealed partial class Tiny;
        }
        """;

    private const string Library = """
        using MobileNetGen;

        namespace Users
        {
            [GeneratedNetwork("models/tiny.onnx")]
            public sealed partial class Tiny;

            public static class Library
            {
                public static string Sum()
                {
                    using var network = Tiny.Create(WeightSource.FromResource(typeof(Tiny).Assembly, "tiny.weights"));
                    var scores = new float[Tiny.OutputLength];
                    network.Run(new byte[3 * 20 * 10], 20, 10, scores);
                    return System.Linq.Enumerable.Sum(scores).ToString("F3");
                }
            }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public void A_model_is_imported_once_and_its_network_runs()
    {
        var user = Write(Program, TinyOnnx.Bytes());
        Assert.Equal("1.000\n", user.BuildAndRun());
        var written = File.GetLastWriteTimeUtc(user.Descriptions().Single());
        Assert.Equal(0, user.Build("--no-restore").Exit);
        Assert.Equal(written, File.GetLastWriteTimeUtc(user.Descriptions().Single()));
    }

    [Fact(Explicit = true)]
    public void A_library_of_the_solution_carries_an_embedded_model()
    {
        var library = Write(new UserProject(_folder, "library", "library"), Library, TinyOnnx.Bytes(), """Embed="true" """, "<OutputType>Library</OutputType>");
        var program = new UserProject(_folder, "program");
        program.Write("Program.cs", "System.Console.WriteLine(Users.Library.Sum());");
        program.Write(program.File, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <PropertyGroup><UseAppHost>false</UseAppHost><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{library.File}" />
                <Reference Include="{UserProject.Built("Runtime", "net10.0", "MobileNetGen.Runtime.dll")}" />
              </ItemGroup>
            </Project>
            """);
        Assert.Equal(0, program.Dotnet("new", "sln", "--name", "users", "--format", "sln").Exit);
        Assert.Equal(0, program.Dotnet("sln", "add", library.File, program.File).Exit);
        var (exit, output) = program.Dotnet("build", "users.sln", "-c", "Release", "-nologo");
        Assert.True(exit == 0, output);
        Assert.Equal((0, "1.000\n"), program.Dotnet("exec", "bin/Release/net10.0/user.dll"));
        Assert.Empty(Directory.GetFiles(program.Path("bin"), "tiny.weights", SearchOption.AllDirectories));
    }

    /// <summary>What an editor asks of the build before anything was built: no compiler runs, the arguments that it would have got are returned.</summary>
    [Fact(Explicit = true)]
    public void An_editor_has_the_description_and_imports_again_only_what_changed()
    {
        string[] design =
            ["-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BuildProjectReferences=false"];
        var user = Write(Program, TinyOnnx.Bytes());
        var (exit, output) = user.Build(design);
        Assert.True(exit == 0, output);
        var first = File.GetLastWriteTimeUtc(user.Descriptions().Single());
        Assert.Equal(0, user.Build(design).Exit);
        Assert.Equal(first, File.GetLastWriteTimeUtc(user.Descriptions().Single()));
        File.SetLastWriteTimeUtc(user.Path("models/tiny.onnx"), DateTime.UtcNow.AddSeconds(1));
        Assert.Equal(0, user.Build(design).Exit);
        Assert.NotEqual(first, File.GetLastWriteTimeUtc(user.Descriptions().Single()));
    }

    [Fact]
    public void A_model_that_cannot_be_imported_is_an_error_with_its_file_name()
    {
        var (exit, output) = Write(Program, [1, 2, 3, 4]).Build();
        Assert.Equal(1, exit);
        Assert.Contains($"{Path.Combine("models", "tiny.onnx")} : error MNG300: this is no ONNX model", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_lacks_something_is_one_error_that_names_the_metadata()
    {
        var user = new UserProject(_folder, "user");
        user.Write("models/tiny.onnx", TinyOnnx.Bytes());
        user.Write("Program.cs", Program);
        user.WriteProject("""<MobileNetModel Include="models/tiny.onnx" />""");
        var (exit, output) = user.Build();
        Assert.Equal(1, exit);
        Assert.Contains("Preprocess=\"keras|", output, StringComparison.Ordinal);
        Assert.All(
            output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)),
            line => Assert.Contains("tiny.onnx : error MNG300: ", line, StringComparison.Ordinal));
    }

    [Fact(Explicit = true)]
    public void What_is_lost_comes_back_and_clean_leaves_nothing()
    {
        var user = new UserProject(_folder, "user");
        user.Write("models/tiny.onnx", TinyOnnx.Bytes());
        user.Write("models/tiny.labels.txt", "a\nb\nc\nd\ne\n");
        user.Write("Program.cs", Program);
        user.WriteProject("""<MobileNetModel Include="models/tiny.onnx" Preprocess="keras" />""");
        Assert.Equal("1.000\n", user.BuildAndRun());
        var description = user.Descriptions().Single();
        var labels = Path.Combine(Path.GetDirectoryName(description)!, "labels.txt");
        var copied = Path.Combine(user.Output, "tiny.labels");
        Assert.Equal("a\nb\nc\nd\ne\n", File.ReadAllText(copied));
        foreach (var lost in new[] { description, labels })
        {
            File.Delete(lost);
            Assert.Equal("1.000\n", user.BuildAndRun("--no-restore"));
            Assert.True(File.Exists(lost), lost);
        }

        var written = File.GetLastWriteTimeUtc(description);
        File.WriteAllText(user.File, File.ReadAllText(user.File).Replace("</Project>", "<!-- edited --></Project>", StringComparison.Ordinal));
        Assert.Equal("1.000\n", user.BuildAndRun("--no-restore"));
        Assert.Equal(written, File.GetLastWriteTimeUtc(description));
        Assert.Equal(0, user.Dotnet("clean", user.File, "-c", "Release", "-nologo").Exit);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(description))));
        Assert.Empty(Directory.GetFiles(user.Output, "tiny.*"));
    }

    public void Dispose() => _folder.Dispose();

    private UserProject Write(string code, byte[] model) => Write(new UserProject(_folder, "user"), code, model);

    private static UserProject Write(UserProject user, string code, byte[] model, string metadata = "", string properties = "<OutputType>Exe</OutputType>")
    {
        user.Write("models/tiny.onnx", model);
        user.Write("Program.cs", code);
        user.WriteProject($"""<MobileNetModel Include="models/tiny.onnx" Preprocess="keras" {metadata}/>""", properties);
        return user;
    }
}
