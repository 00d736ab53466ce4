using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>
/// Whatever stands where a file should stand, every command says so at once and names it: nobody waits at a pipe, and nothing is read
/// without end.
/// </summary>
public sealed class OddFileTests(OddFileTests.Imported imported) : IDisposable, IClassFixture<OddFileTests.Imported>
{
    private static readonly string[] s_odd = ["pipe", "link to a pipe", "link to a device", "long", "empty", "folder", "link to nothing", "link to itself"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>X is the odd file, N a network, W its weights, Y a place for what is written.</summary>
    public static TheoryData<string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string>();
            foreach (var odd in s_odd)
            {
                calls.AddRange([.. Commands().Select(call => new TheoryDataRow<string, string>(odd, call))]);
            }

            return calls;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_command_says_what_is_odd_of_a_file(string odd, string call)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        string[] parts = [.. call.Split(' ').Select(part => part switch
        {
            ['X', .. var ending] => Odd(odd, ending),
            ['@', 'X', .. var ending] => "@" + Odd(odd, ending),
            "N" => imported.File("network.json"),
            "M" => imported.File("../tiny.onnx"),
            "W" => imported.File("weights.safetensors"),
            "Y" => _folder.Path("written"),
            _ => part,
        })];
        var run = await Task.Run(() => ToolRun.Of(parts)).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.StartsWith("error: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("odd.", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(_folder.Path("written")));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Commands()
    {
        foreach (var ending in new[] { "onnx", "tflite", "h5", "keras", "json" })
        {
            yield return $"import X.{ending} -o Y";
        }

        foreach (var ending in new[] { "safetensors", "pt" })
        {
            yield return $"import X.{ending} -o Y --preset mobilenet-v2 --width 0.35 --resolution 32";
        }

        foreach (var command in new[] { "summary X.json", "bench X.json", "emit X.json -o Y", "report X.json -o Y" })
        {
            yield return command;
        }

        foreach (var command in new[] { "pack X.json -o Y", "export X.json --onnx Y", "run X.json --input W", "verify X.json --against W" })
        {
            yield return command + " --weights W";
        }

        foreach (var command in new[] { "bench N", "pack N -o Y", "export N --onnx Y", "run N --input W", "verify N --against W" })
        {
            yield return command + " --weights X.safetensors";
        }

        foreach (var ending in new[] { "png", "npy", "npz" })
        {
            yield return $"run N --input X.{ending}";
        }

        yield return "import M -o Y --preprocess unit --labels X.txt";
        yield return "verify N --against X.npz";
        yield return "pack N -o Y --input X.npy";
        yield return "run @X.rsp";
    }

    private string Odd(string kind, string ending)
    {
        var path = _folder.Path("odd" + ending);
        switch (kind)
        {
            case "pipe":
                Pipe(path);
                break;
            case "link to a pipe":
                Pipe(_folder.Path("elsewhere"));
                File.CreateSymbolicLink(path, _folder.Path("elsewhere"));
                break;
            case "link to a device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "long":
                using (var file = File.Create(path))
                {
                    file.SetLength(5L << 30);
                }

                break;
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "link to nothing":
                File.CreateSymbolicLink(path, "nowhere");
                break;
            default:
                File.CreateSymbolicLink(path, "odd" + ending);
                break;
        }

        return path;
    }

    private static void Pipe(string path) => Assert.Equal(0, Child.Run("mkfifo", path).Exit);

    /// <summary>A network that all calls share.</summary>
    public sealed class Imported : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Imported() =>
            Assert.Equal(
                ToolProgram.Done,
                ToolRun.Of("import", _folder.File("tiny.onnx", TinyOnnx.Bytes()), "-o", _folder.Path("out"), "--preprocess", "unit").Exit);

        public void Dispose() => _folder.Dispose();

        internal string File(string name) => _folder.Path("out/" + name);
    }
}
