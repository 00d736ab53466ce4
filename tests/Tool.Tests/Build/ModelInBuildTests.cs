using System.Diagnostics;
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

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_model_is_imported_once_and_its_network_runs()
    {
        Write(TinyOnnx.Bytes());
        var (exit, output) = Dotnet("build", "-c", "Release", "-o", _folder.Path("out"), "-nologo");
        Assert.True(exit == 0, output);
        Assert.Equal((0, "1.000\n"), Dotnet("exec", _folder.Path("out/user.dll")));
        var description = Directory.GetFiles(_folder.Path("obj"), "network.json", SearchOption.AllDirectories).Single();
        var written = File.GetLastWriteTimeUtc(description);
        Assert.Equal(0, Dotnet("build", "-c", "Release", "-o", _folder.Path("out"), "-nologo", "--no-restore").Exit);
        Assert.Equal(written, File.GetLastWriteTimeUtc(description));
    }

    [Fact]
    public void A_model_that_cannot_be_imported_is_an_error_with_its_file_name()
    {
        Write([1, 2, 3, 4]);
        var (exit, output) = Dotnet("build", "-c", "Release", "-o", _folder.Path("out"), "-nologo");
        Assert.Equal(1, exit);
        Assert.Contains($"{Path.Combine("models", "tiny.onnx")} : error MNG300: ", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Built(string project, string framework, string assembly) =>
        Path.Combine(Repository.Root, "src", project, "bin", AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug", framework, assembly);

    private void Write(byte[] model)
    {
        Directory.CreateDirectory(_folder.Path("models"));
        _folder.File("models/tiny.onnx", model);
        File.WriteAllText(_folder.Path("Program.cs"), Program);
        File.WriteAllText(_folder.Path("user.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Repository.Root}/packaging/build/MobileNetGen.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <UseAppHost>false</UseAppHost>
                <InvariantGlobalization>true</InvariantGlobalization>
                <MobileNetGenTool>{Built("Tool", "net10.0", "mobilenetgen.dll")}</MobileNetGenTool>
              </PropertyGroup>
              <ItemGroup>
                <MobileNetModel Include="models/tiny.onnx" Preprocess="keras" />
                <Reference Include="{Built("Runtime", "net10.0", "MobileNetGen.Runtime.dll")}" />
                <Analyzer Include="{Built("Generator", "netstandard2.0", "MobileNetGen.Generator.dll")}" />
              </ItemGroup>
              <Import Project="{Repository.Root}/packaging/build/MobileNetGen.targets" />
            </Project>
            """);
    }

    private (int Exit, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.Name, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
