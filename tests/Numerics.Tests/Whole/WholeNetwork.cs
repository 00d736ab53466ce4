using System.Text.Json.Nodes;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Whole;

/// <summary>A MobileNet whose output is the logits, since softmax would hide differences.</summary>
internal sealed class WholeNetwork
{
    private const int Seed = 40;

    private WholeNetwork(string name, string description)
    {
        var source = NetworkSource.Compile(description, NetworkSource.Class(name));
        Shaped = source.Shaped;
        Weights = RandomTensors.For(Shaped, Seed);
        Runner = NetworkRunner.For(Compiler.Compile([source.Spine, .. source.Kernels.Values]).GetType("Users." + name, throwOnError: true)!);
        Inputs = RandomInputs.Plain(Shaped, Seed);
    }

    public ShapedGraph Shaped { get; }

    public TensorSet Weights { get; }

    public INetworkRunner Runner { get; }

    public float[][] Inputs { get; }

    public static WholeNetwork Preset(string name, string flavor, double width, int resolution) => new(
        FormattableString.Invariant($"{name}_{flavor}_{width * 100}_{resolution}").Replace('-', '_'),
        FormattableString.Invariant($$"""
            { "preset": "{{name}}", "flavor": "{{flavor}}", "width": {{width}}, "resolution": {{resolution}}, "classifierActivation": "none" }
            """));

    /// <summary>A description among the repository's examples.</summary>
    public static WholeNetwork Example(string name) =>
        new("Example_" + name, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", name + ".json")));

    /// <summary>The network.json at the repository's root.</summary>
    public static WholeNetwork Root()
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json")))!;
        description["layers"]!.AsArray()[^1]!["activation"] = "none";
        return new WholeNetwork("Root", description.ToJsonString());
    }

    public float[][] Run(NetworkOptions options) => Runner.Run(Weights.ToSource(), options, Inputs);
}
