using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Weights that are not the preset's have one cause, whatever the number of their tensors, and an option that mends it.</summary>
public sealed class PresetMismatchTests : IDisposable
{
    private const string V1 = """{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 32, "classes": 7 }""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--preset mobilenet-v1 --width 0.25 --resolution 32", "its classifier conv_preds.bias is [7], where [1000] is expected: give --classes")]
    [InlineData(
        "--preset mobilenet-v1 --width 0.5 --resolution 32 --classes 7",
        "conv1.weight is [8, 3, 3, 3], where [16, 3, 3, 3] is expected",
        Explicit = true)]
    [InlineData("--preset mobilenet-v2 --flavor torchvision", "its names are those of --preset mobilenet-v1 --flavor keras")]
    public void The_cause_is_one_and_says_the_option(string options, string cause) => Said(PresetWeights.Of(V1), options, cause);

    /// <summary>timm's names, which differ from network to network, and sometimes do not, where answers do.</summary>
    [Theory]
    [InlineData(
        "mobilenet-v3-small",
        "timm",
        "torchvision",
        "timm (mobilenetv3_small_*) or --preset mobilenet-v3-small --flavor timm-tf (tf_",
        Explicit = true)]
    [InlineData("mobilenet-v3-large", "timm-rw", "timm", "its names are those of --preset mobilenet-v3-large --flavor timm-rw.", Explicit = true)]
    [InlineData("mobilenet-v1", "timm-h", "timm", "its names are those of --preset mobilenet-v1 --flavor timm-h.", Explicit = true)]
    [InlineData("mobilenet-v1", "timm", "keras", "its names are those of --preset mobilenet-v1 --flavor timm.", Explicit = true)]
    [InlineData("mobilenet-v2", "timm", "keras", "its names are those of --preset mobilenet-v2 --flavor timm.")]
    public void A_flavor_that_is_not_the_names_own_is_refused(string preset, string flavor, string said, string cause) => Said(
        PresetWeights.Of($$"""{ "preset": "{{preset}}", "flavor": "{{flavor}}", "width": 0.25, "resolution": 32 }"""),
        $"--preset {preset} --flavor {said} --width 0.25",
        cause);

    [Fact(Explicit = true)]
    public void The_report_says_which_flavors_have_the_same_names()
    {
        var file = PresetWeights.Of("""{ "preset": "mobilenet-v3-small", "flavor": "timm", "width": 0.25, "resolution": 32 }""");
        Assert.Equal(ToolProgram.Done, Import(file, "--preset mobilenet-v3-small --flavor timm --width 0.25 --resolution 32").Exit);
        var report = File.ReadAllText(Path.Combine(_folder.Path("out"), "import.md"));
        Assert.Contains("other answers, have --preset mobilenet-v3-small --flavor timm-tf", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_preset_the_one_that_fits_is_said() =>
        Said(PresetWeights.Of(V1, rename: name => "model." + name), "", "its names are those of --preset mobilenet-v1 --flavor keras");

    [Fact]
    public void What_is_missing_is_said_with_its_number() =>
        Said(
            PresetWeights.Of(V1, rename: name => name.Replace("conv_preds", "head", StringComparison.Ordinal)),
            "--preset mobilenet-v1 --width 0.25 --resolution 32 --classes 7",
            "it lacks conv_preds.weight, conv_preds.bias: ");

    [Fact]
    public void Weights_of_the_preset_are_its() => Assert.Equal(
        ToolProgram.Done,
        Import(PresetWeights.Of(V1, rename: name => "module." + name), "--preset mobilenet-v1 --width 0.25 --resolution 32 --classes 7").Exit);

    private void Said(byte[] file, string options, string cause)
    {
        var run = Import(file, options);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(cause, run.Errors, StringComparison.Ordinal);
        Assert.InRange(run.Errors.Length, 1, 700);
    }

    private ToolRun Import(byte[] file, string options) =>
        ToolRun.Of(["import", _folder.File("x.safetensors", file), "-o", _folder.Path("out"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
