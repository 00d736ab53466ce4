using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>Every preset, layer by layer, against the tables of the papers and the code of the references, which stand here on their own.</summary>
public sealed class TableTests
{
    /// <summary>keras/src/applications/mobilenet.py.</summary>
    [Fact]
    public void MobileNetV1_of_Keras() => Check("mobilenet-v1", "keras", 1e-3, References.KerasV1, PaperTables.V1, """
        globalAveragePool
        dropout 0.001
        conv 1/1 [0,0,0,0] 1024→1000 bias
        softmax
        """);

    /// <summary>transformers/models/mobilenet_v1/modeling_mobilenet_v1.py, with the layers' names and the softmax of Keras.</summary>
    [Fact]
    public void MobileNetV1_of_transformers() => Check("mobilenet-v1", "transformers", 1e-3, References.Transformers, PaperTables.V1, """
        globalAveragePool
        dropout 0.001
        conv 1/1 [0,0,0,0] 1024→1000 bias
        softmax
        """);

    /// <summary>keras/src/applications/mobilenet_v2.py.</summary>
    [Fact]
    public void MobileNetV2_of_Keras() => Check("mobilenet-v2", "keras", 1e-3, References.Keras, PaperTables.V2, """
        globalAveragePool
        dense 1280→1000 bias
        softmax
        """);

    /// <summary>torchvision/models/mobilenetv2.py; <c>nn.BatchNorm2d</c> has epsilon 1e-5.</summary>
    [Fact]
    public void MobileNetV2_of_torchvision() => Check("mobilenet-v2", "torchvision", 1e-5, References.Torch, PaperTables.V2, """
        globalAveragePool
        dropout 0.2
        dense 1280→1000 bias
        """);

    [Fact]
    public void MobileNetV3_Large_of_Keras() => CheckKerasV3("mobilenet-v3-large", PaperTables.V3Large, "960", "1280", "hardSwish");

    [Fact]
    public void MobileNetV3_Small_of_Keras() => CheckKerasV3("mobilenet-v3-small", PaperTables.V3Small, "576", "1024", "hardSwish");

    [Fact]
    public void MobileNetV3_Large_minimalistic_of_Keras() =>
        CheckKerasV3("mobilenet-v3-large-minimalistic", PaperTables.Minimalistic(PaperTables.V3Large), "960", "1280", "relu");

    [Fact]
    public void MobileNetV3_Small_minimalistic_of_Keras() =>
        CheckKerasV3("mobilenet-v3-small-minimalistic", PaperTables.Minimalistic(PaperTables.V3Small), "576", "1024", "relu");

    [Fact]
    public void MobileNetV3_Large_of_torchvision() => CheckTorchvisionV3("mobilenet-v3-large", PaperTables.V3Large, "960", "1280");

    [Fact]
    public void MobileNetV3_Small_of_torchvision() => CheckTorchvisionV3("mobilenet-v3-small", PaperTables.V3Small, "576", "1024");

    /// <summary>timm/models/efficientnet.py, <c>_gen_mobilenet_v1</c>: depthwise-separable blocks with an activation after both convolutions.</summary>
    [Theory]
    [InlineData("timm", "")]
    [InlineData("timm-h", "conv 1 1024 relu6 1")]
    public void MobileNetV1_of_timm(string flavor, string end) => Check("mobilenet-v1", flavor, 1e-5, References.Torch, PaperTables.V1 + "\n" + end, """
        globalAveragePool
        dense 1024→1000 bias
        """);

    /// <summary>timm/models/efficientnet.py, <c>_gen_mobilenet_v2</c>.</summary>
    [Fact]
    public void MobileNetV2_of_timm() => Check("mobilenet-v2", "timm", 1e-5, References.Torch, PaperTables.V2, """
        globalAveragePool
        dense 1280→1000 bias
        """);

    [Theory]
    [InlineData("mobilenet-v3-large", "960", "1280")]
    [InlineData("mobilenet-v3-small", "576", "1024")]
    public void MobileNetV3_of_timm(string preset, string pooled, string features)
    {
        var table = preset == "mobilenet-v3-large" ? PaperTables.V3Large : PaperTables.V3Small;
        CheckTimmV3(preset, "timm", 1e-5, References.Torch, table, pooled, features, "hardSwish");
        CheckTimmV3(preset, "timm-tf", 1e-3, References.Keras, table, pooled, features, "hardSwish");
        CheckTimmV3(preset + "-minimalistic", "timm-tf", 1e-3, References.Keras, PaperTables.Minimalistic(table), pooled, features, "relu");
    }

    /// <summary>timm/models/mobilenetv3.py, <c>_gen_mobilenet_v3_rw</c>: no bias in the head, no sum in the first block, and squeezes of their own.</summary>
    [Fact]
    public void MobileNetV3_rw_of_timm() => Check("mobilenet-v3-large", "timm-rw", 1e-3, References.Torch, PaperTables.V3Rw, """
        globalAveragePool
        conv 1/1 [0,0,0,0] 960→1280 hardSwish
        dense 1280→1000 bias
        """);

    [Fact]
    public void MobileNetV4_Conv_Small_of_timm() => CheckV4("mobilenet-v4-conv-small", PaperTables.V4Small);

    [Fact]
    public void MobileNetV4_Conv_Medium_of_timm() => CheckV4("mobilenet-v4-conv-medium", PaperTables.V4Medium);

    [Fact]
    public void MobileNetV4_Conv_Large_of_timm() => CheckV4("mobilenet-v4-conv-large", PaperTables.V4Large);

    /// <summary>keras/src/applications/mobilenet_v3.py: <c>Rescaling</c> before; the classifier's convolutions have biases.</summary>
    private static void CheckKerasV3(string preset, string table, string pooled, string features, string activation) => Check(
        preset, "keras", 1e-3, References.Keras, "rescale 127.5 -1\n" + table, $"""
        globalAveragePool
        conv 1/1 [0,0,0,0] {pooled}→{features} bias {activation}
        dropout 0.2
        conv 1/1 [0,0,0,0] {features}→1000 bias
        softmax
        """);

    /// <summary>torchvision/models/mobilenetv3.py: <c>partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)</c>.</summary>
    private static void CheckTorchvisionV3(string preset, string table, string pooled, string features) => Check(
        preset, "torchvision", 1e-3, References.Torch, table, $"""
        globalAveragePool
        dense {pooled}→{features} bias hardSwish
        dropout 0.2
        dense {features}→1000 bias
        """);

    /// <summary>
    /// timm/models/mobilenetv3.py, <c>_gen_mobilenet_v3</c>: the head's convolution has biases and no normalisation; networks called <c>tf_</c> have
    /// <c>bn_eps</c> 1e-3 and <c>pad_type</c> <c>same</c>.
    /// </summary>
    private static void CheckTimmV3(
        string preset, string flavor, double epsilon, Padding pad, string table, string pooled, string features, string activation) => Check(
        preset, flavor, epsilon, pad, table, $"""
        globalAveragePool
        conv 1/1 [0,0,0,0] {pooled}→{features} bias {activation}
        dense {features}→1000 bias
        """);

    /// <summary>
    /// timm/models/mobilenetv3.py, <c>MobileNetV3.__init__</c> with <c>head_norm</c>: the head's convolution is after the pooling, never
    /// biased, normalised.
    /// </summary>
    private static void CheckV4(string preset, string table) => Check(preset, "timm", 1e-5, References.Torch, table, """
        globalAveragePool
        conv 1 1280 relu 1
        dense 1280→1000 bias
        """);

    private static void Check(string preset, string flavor, double epsilon, Padding pad, string table, string head)
    {
        foreach (var side in new[] { 224, 225 })
        {
            var graph = Passes.Graph($$"""{ "preset": "{{preset}}", "flavor": "{{flavor}}", "resolution": {{side}} }""");
            Assert.Equal(PaperTable.Expand(table + "\n" + head, epsilon, pad, side), LayerList.Of(graph));
        }
    }
}
