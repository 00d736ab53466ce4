using System.Diagnostics;
using MobileNetGen.Sample.Tests;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
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

    [Fact]
    public void A_model_is_imported_once_and_its_network_runs()
    {
        Write("user", Program, TinyOnnx.Bytes());
        var (exit, output) = Build("user");
        Assert.True(exit == 0, output);
        Assert.Equal((0, "1.000\n"), Dotnet("exec", _folder.Path("out/user.dll")));
        var written = File.GetLastWriteTimeUtc(Description("user"));
        Assert.Equal(0, Build("user", "--no-restore").Exit);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Description("user")));
    }

    [Fact]
    public void A_library_of_the_solution_carries_an_embedded_model()
    {
        Write("library", Library, TinyOnnx.Bytes(), """Embed="true" """, "<OutputType>Library</OutputType>");
        Directory.CreateDirectory(_folder.Path("program"));
        File.WriteAllText(_folder.Path("program/Program.cs"), "System.Console.WriteLine(Users.Library.Sum());");
        File.WriteAllText(_folder.Path("program/program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><UseAppHost>false</UseAppHost><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../library/library.csproj" />
                <Reference Include="{Built("Runtime", "net10.0", "MobileNetGen.Runtime.dll")}" />
              </ItemGroup>
            </Project>
            """);
        Assert.Equal(0, Dotnet("new", "sln", "--name", "users", "--format", "sln").Exit);
        Assert.Equal(0, Dotnet("sln", "add", "library/library.csproj", "program/program.csproj").Exit);
        var (exit, output) = Dotnet("build", "users.sln", "-c", "Release", "-nologo");
        Assert.True(exit == 0, output);
        Assert.Equal((0, "1.000\n"), Dotnet("exec", _folder.Path("program/bin/Release/net10.0/program.dll")));
        Assert.Empty(Directory.GetFiles(_folder.Path("program/bin"), "tiny.weights", SearchOption.AllDirectories));
    }

    /// <summary>What an editor asks of the build before anything was built: no compiler runs, the arguments that it would have got are returned.</summary>
    [Fact]
    public void An_editor_has_the_description_and_imports_again_only_what_changed()
    {
        string[] design = ["-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BuildProjectReferences=false"];
        Write("user", Program, TinyOnnx.Bytes());
        var (exit, output) = Build("user", design);
        Assert.True(exit == 0, output);
        var first = File.GetLastWriteTimeUtc(Description("user"));
        Assert.Equal(0, Build("user", design).Exit);
        Assert.Equal(first, File.GetLastWriteTimeUtc(Description("user")));
        File.SetLastWriteTimeUtc(_folder.Path("user/models/tiny.onnx"), DateTime.UtcNow.AddSeconds(1));
        Assert.Equal(0, Build("user", design).Exit);
        Assert.NotEqual(first, File.GetLastWriteTimeUtc(Description("user")));
    }

    [Fact]
    public void A_model_that_cannot_be_imported_is_an_error_with_its_file_name()
    {
        Write("user", Program, [1, 2, 3, 4]);
        var (exit, output) = Build("user");
        Assert.Equal(1, exit);
        Assert.Contains($"{Path.Combine("models", "tiny.onnx")} : error MNG300: ", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Built(string project, string framework, string assembly) =>
        Path.Combine(Repository.Root, "src", project, "bin", Repository.Configuration, framework, assembly);

    private string Description(string project) => Directory.GetFiles(_folder.Path($"{project}/obj"), "network.json", SearchOption.AllDirectories).Single();

    private (int Exit, string Output) Build(string project, params string[] arguments) =>
        Dotnet(["build", _folder.Path(project), "-c", "Release", "-o", _folder.Path("out"), "-nologo", .. arguments]);

    /// <summary>A project with a model, that knows this repository's builds as it would know the package.</summary>
    private void Write(string project, string code, byte[] model, string metadata = "", string properties = "<OutputType>Exe</OutputType>")
    {
        Directory.CreateDirectory(_folder.Path($"{project}/models"));
        _folder.File($"{project}/models/tiny.onnx", model);
        File.WriteAllText(_folder.Path($"{project}/Program.cs"), code);
        File.WriteAllText(_folder.Path($"{project}/{project}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Repository.Root}/packaging/build/MobileNetGen.props" />
              <PropertyGroup>
                {properties}
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <UseAppHost>false</UseAppHost>
                <InvariantGlobalization>true</InvariantGlobalization>
                <MobileNetGenTool>{Built("Tool", "net10.0", "mobilenetgen.dll")}</MobileNetGenTool>
              </PropertyGroup>
              <ItemGroup>
                <MobileNetModel Include="models/tiny.onnx" Preprocess="keras" {metadata}/>
                <Reference Include="{Built("Runtime", "net10.0", "MobileNetGen.Runtime.dll")}" />
                <Analyzer Include="{Built("Generator", "netstandard2.0", "MobileNetGen.Generator.dll")}" />
              </ItemGroup>
              <Import Project="{Repository.Root}/packaging/build/MobileNetGen.targets" />
            </Project>
            """);
    }

    private (int Exit, string Output) Dotnet(params string[] arguments)
    {
        var child = Child.Run(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.Name });
        return (child.Exit, child.Output + child.Errors);
    }
}
