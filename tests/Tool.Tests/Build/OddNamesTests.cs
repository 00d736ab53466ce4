using Google.Protobuf;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats.Onnx;
using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>Names of files and folders are names, whatever a shell, MSBuild or the compiler would read in them.</summary>
public sealed class OddNamesTests : IDisposable
{
    private const string Canary = "PWNED";

    /// <summary>Where quotes and colons may stand in names, they do.</summary>
    private static readonly string s_quotes = OperatingSystem.IsWindows() ? "" : "\"u: `";

    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public void A_shell_and_the_build_run_nothing_that_stands_in_a_name()
    {
        string[] names = [$"x$(touch {Canary}) %24(touch {Canary});&|'q" + s_quotes, "-@(é 日本)#%(FullPath),)."];
        var user = new UserProject(_folder, $"c#, $(touch {Canary}); 'é & %");
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            user.Write($"models/{name}.onnx", Scaling(index + 2));
        }

        user.Write("Program.cs", $$"""
            using MobileNetGen;

            {{string.Concat(names.Select((name, index) => $$"""
            using (var network = N{{index}}.Create(
                WeightSource.FromFile(System.IO.Path.Combine(System.AppContext.BaseDirectory, {{Literal(name)}} + ".weights"))))
            {
                var (x, y) = (new float[N{{index}}.InputLength], new float[N{{index}}.OutputLength]);
                System.Array.Fill(x, 1);
                network.Run(x, y);
                System.Console.WriteLine(y[0]);
            }

            """))}}
            {{string.Concat(names.Select((name, index) => $"[GeneratedNetwork({Literal($"models/{name}.onnx")})] internal sealed partial class N{index};\n"))}}
            """);
        user.WriteProject("""<MobileNetModel Include="models/*.onnx" Preprocess="unit" />""");

        Assert.Equal("2\n3\n", user.BuildAndRun());
        Assert.Empty(Directory.GetFiles(_folder.Name, Canary, SearchOption.AllDirectories));
    }

    [Fact]
    public void An_option_in_an_items_metadata_stays_one_argument()
    {
        var user = new UserProject(_folder, "user");
        user.Write("x.onnx", Scaling(2));
        user.Write("Program.cs", "");
        user.WriteProject($"""<MobileNetModel Include="x.onnx" Preprocess="unit; touch {Canary} &amp; %24(touch {Canary})" />""");
        var (exit, output) = user.Build();
        Assert.Equal(1, exit);
        Assert.Contains(
            $"x.onnx : error MNG300: --preprocess: there is no preprocessing \"unit; touch {Canary} & $(touch {Canary})\"",
            output,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Name, Canary, SearchOption.AllDirectories));
    }

    public void Dispose() => _folder.Dispose();

    private static string Literal(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A convolution of one pixel that multiplies it.</summary>
    internal static byte[] Scaling(float factor) => new ModelProto
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Version = 13 } },
        Graph = new GraphProto
        {
            Name = "scaling",
            Input = { Nodes.Value("x", 1, 1, 1, 1) },
            Output = { Nodes.Value("y", 1, 1, 1, 1) },
            Initializer = { Nodes.Floats("w", [factor], 1, 1, 1, 1) },
            Node = { Nodes.Node("Conv", ["x", "w"], "y") },
        },
    }.ToByteArray();
}
