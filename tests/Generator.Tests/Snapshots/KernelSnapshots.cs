using System.Runtime.CompilerServices;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Snapshots;

/// <summary>The text of every kind of kernel, on maps small enough to be read. Five channels are one 128-bit vector and one lane.</summary>
public sealed class KernelSnapshots
{
    [Fact]
    public void Depthwise_in_all_tiers()
    {
        const string layer = """{ "kind": "depthwise", "stride": 2, "batchNorm": true, "activation": "relu6" }""";
        var run = GeneratorRun.Of(HostProject.Described(Passes.Network(4, 4, 5, layer))).AssertCompiles();
        Snapshot.Verify(this, run.Sources.Single(source => source.Key.StartsWith("Kernels.", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void Convolution() => Verify("""{ "kind": "conv", "filters": 5, "kernel": 3, "stride": 2, "activation": "relu" }""");

    [Fact]
    public void Convolution_without_padding() => Verify("""{ "kind": "conv", "filters": 4, "kernel": [2, 1], "padding": "valid" }""");

    [Fact]
    public void Pointwise() => Verify("""{ "kind": "pointwise", "filters": 5, "activation": "relu6" }""");

    [Fact]
    public void Pooled_pointwise() => Verify(["""{ "kind": "pointwise", "filters": 264, "activation": "relu6" }""", """{ "kind": "globalAveragePool" }"""]);

    [Fact]
    public void Separable() => Verify("""{ "kind": "separable", "filters": 4 }""");

    [Fact]
    public void Inverted_residual() => Verify([
        """{ "kind": "pointwise", "filters": 12, "activation": "relu6" }""",
        """{ "kind": "depthwise", "activation": "relu6" }""",
        """{ "kind": "globalAveragePool" }""",
        """{ "kind": "dense", "units": 4, "activation": "relu" }""",
        """{ "kind": "dense", "units": 12, "activation": "hardSigmoid" }""",
        """{ "kind": "mul", "inputs": ["depthwise_1", "dense_2"] }""",
        """{ "kind": "pointwise", "filters": 5 }""",
        """{ "kind": "add", "inputs": ["input", "pointwise_2"] }""",
    ]);

    [Fact]
    public void Max_pool() => Verify("""{ "kind": "maxPool", "kernel": 3, "stride": 2, "padding": "same" }""");

    [Fact]
    public void Average_pool() => Verify("""{ "kind": "averagePool", "kernel": 2 }""");

    [Fact]
    public void Global_average_pool() => Verify("""{ "kind": "globalAveragePool" }""");

    [Fact]
    public void Global_max_pool() => Verify("""{ "kind": "globalMaxPool" }""");

    [Fact]
    public void Rescale() => Verify("""{ "kind": "rescale", "scale": 0.0078125, "offset": -1 }""");

    [Fact]
    public void Upsample_nearest() => Verify("""{ "kind": "upsample", "factor": 2 }""");

    [Fact]
    public void Upsample_bilinear() => Verify("""{ "kind": "upsample", "factor": 2, "method": "bilinear" }""");

    [Fact]
    public void Add() => Verify("""{ "kind": "add", "inputs": ["input", "input"], "activation": "relu" }""");

    [Fact]
    public void Maximum_of_three() => Verify("""{ "kind": "maximum", "inputs": ["input", "input", "input"] }""");

    [Fact]
    public void Quotient() =>
        Verify(["""{ "kind": "globalMaxPool" }""", """{ "kind": "div", "inputs": ["input", "globalMaxPool_1"], "activation": "relu6" }"""]);

    [Fact]
    public void Transposed_convolution() => Verify("""{ "kind": "convTranspose", "filters": 5, "kernel": 3, "stride": 2, "activation": "relu" }""");

    [Fact]
    public void Pad() => Verify("""{ "kind": "pad", "padding": [1, 0, 2, 0] }""");

    [Fact]
    public void Slice_of_rows() => Verify("""{ "kind": "slice", "rows": [1, 4, 2] }""");

    [Fact]
    public void Slice_of_channels() => Verify("""{ "kind": "slice", "columns": [-1, -5, -1], "channels": [1, 4] }""");

    [Fact]
    public void Slice_of_every_other_channel() => Verify("""{ "kind": "slice", "channels": [0, 5, 2] }""");

    [Fact]
    public void Transpose() => Verify("""{ "kind": "transpose", "axes": "chw" }""");

    [Fact]
    public void L2_normalisation() => Verify("""{ "kind": "l2Normalize" }""");

    [Fact]
    public void Product_with_a_map_of_one_channel() =>
        Verify(["""{ "kind": "pointwise", "filters": 1, "activation": "hardSigmoid" }""", """{ "kind": "mul", "inputs": ["input", "pointwise_1"] }"""]);

    [Fact]
    public void Concat() => Verify("""{ "kind": "concat", "inputs": ["input", "input"] }""");

    [Fact]
    public void Logarithm_of_softmax() => Verify("""{ "kind": "logSoftmax" }""");

    [Fact]
    public void Constant() => Verify("""{ "kind": "constant", "shape": [2, 3, 5] }""");

    [Fact]
    public void Square_root() => Verify("""{ "kind": "sqrt" }""");

    [Fact]
    public void Dense_and_softmax() => Verify(["""{ "kind": "globalAveragePool" }""", """{ "kind": "dense", "units": 5, "activation": "softmax" }"""]);

    [Fact]
    public void Batch_normalisation_alone() => Verify("""{ "kind": "batchNorm" }""");

    [Fact]
    public void Activation_alone() => Verify("""{ "kind": "relu" }""");

    [Fact]
    public void Clip_after_a_pointwise_convolution() => Verify(["""{ "kind": "pointwise", "filters": 5 }""", """{ "kind": "clip", "min": -0.1, "max": 1 }"""]);

    [Fact]
    public void Copy() => Verify("""{ "kind": "flatten" }""");

    /// <summary>Each kernel of the network in the narrowest tier that has vectors.</summary>
    private void Verify(string layer, [CallerMemberName] string method = "") => Verify([layer], method);

    private void Verify(string[] layers, [CallerMemberName] string method = "")
    {
        var json = Passes.Network(4, 4, 5, layers);
        GeneratorRun.Of(HostProject.Described(json)).AssertCompiles();
        Snapshot.Verify(this, string.Join('\n', NamedKernel.Of(Passes.Program(json)).Select(OneTier)), method);
    }

    private static string OneTier(NamedKernel named)
    {
        var spec = named.Spec;
        var kernel = KernelCatalog.For(spec.Operation);
        var code = new CodeWriter();
        code.Line("// " + KernelEmitter.Title(spec));
        using (code.Block($"internal static class {named.Name}"))
        {
            foreach (var (name, value) in kernel.Constants(spec))
            {
                code.Line($"private const int {name} = {Invariant.Format(value)};");
            }

            kernel.EmitData(spec, Float32.Instance, code);
            kernel.EmitTier(spec, Dialects.For(kernel.HasTiers ? Tier.Vector128 : Tier.Scalar), code);
        }

        return code.ToString();
    }
}
