using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MobileNetGen.Quantization;
using MobileNetGen.Tool.Tests.Learning;
using Xunit;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary>Native code cannot compile a network: quantizing says that, and what would be accepted, before it does anything.</summary>
public sealed class UncompiledTests : IDisposable
{
    private const string DynamicCode = "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";

    private readonly TemporaryFolder _folder = new();

    /// <summary>These tests once more, on a runtime that is told that it can make no code, as native programs are.</summary>
    [Fact]
    public void Where_no_code_can_be_made_quantizing_is_refused()
    {
        var own = typeof(UncompiledTests).Assembly.Location;
        var settings = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(own, ".runtimeconfig.json")))!;
        var options = settings["runtimeOptions"]!.AsObject();
        options["configProperties"] ??= new JsonObject();
        options["configProperties"]![DynamicCode] = false;
        var said = Child.Run(new ProcessStartInfo("dotnet",
        [
            "exec",
            "--runtimeconfig", _folder.File("native.runtimeconfig.json", System.Text.Encoding.UTF8.GetBytes(settings.ToJsonString())),
            "--depsfile", Path.ChangeExtension(own, ".deps.json"),
            own,
            "-method", $"{typeof(UncompiledTests).FullName}.{nameof(Quantizing_is_refused_just_there)}",
            "-explicit", "on",
            "-noColor",
        ]));
        Assert.True(said.Exit == 0 && said.Output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", StringComparison.Ordinal), said.Output + said.Errors);
    }

    [Fact(Explicit = true)]
    public void Quantizing_is_refused_just_there()
    {
        var weights = WeightSource.CreateRandom(1);
        float[][] inputs = [new float[12 * 12 * 3]];
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            Assert.NotNull(Quantizer.Quantize(Stripes.Network, weights, inputs, cancellationToken: TestContext.Current.CancellationToken));
            return;
        }

        var told = new Told();
        var refused = Assert.Throws<PlatformNotSupportedException>(() => Quantizer.Quantize(
            Stripes.Network, weights, inputs, new QuantizationOptions { Progress = told }, TestContext.Current.CancellationToken));
        Assert.StartsWith("the program is native code or a single file", refused.Message, StringComparison.Ordinal);
        Assert.Contains("on an installed framework, is accepted", refused.Message, StringComparison.Ordinal);
        Assert.False(told.WasTold);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Told : IProgress<QuantizationProgress>
    {
        public bool WasTold { get; private set; }

        public void Report(QuantizationProgress value) => WasTold = true;
    }
}
