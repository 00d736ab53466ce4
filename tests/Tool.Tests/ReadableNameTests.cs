using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Layers are called what the people who made the model called them.</summary>
public sealed class ReadableNameTests
{
    private static readonly Window s_window = new(Extent.One, Extent.One, Extent.One, Padding.Same);

    private static readonly Operation s_conv = new Convolution(s_window, 8, Bias: false);
    private static readonly Operation s_depthwise = new Depthwise(s_window, Bias: false);

    [Fact]
    public void Of_fused_names_the_last_that_names_the_operation_is_the_layers()
    {
        Assert.Equal(["conv_pw_13", "conv_dw_13", "dense"], Names(
            ("net/conv_pw_13_relu/Relu6;net/conv_pw_13_bn/FusedBatchNormV3;net/conv_dw_13/depthwise;net/conv_pw_13/Conv2D", s_conv),
            ("net/conv_dw_13_relu/Relu6;net/conv_dw_13_bn/FusedBatchNormV3;net/conv_dw_13/depthwise;net/conv_pw_13/Conv2D", s_depthwise),
            ("net/dense/MatMul;net/dense/BiasAdd", new Dense(4, Bias: false))));
        Assert.Equal(["b", "b_2"], Names(("m/a/Conv2D;m/b/Conv2D;m/b/bias", s_conv), ("m/x/BiasAdd;m/c/convolution;m/b/Conv2D", s_conv)));
    }

    [Fact]
    public void What_the_next_scope_repeats_is_left_out() =>
        Assert.Equal(["features.0.0", "features.1.conv.2", "classifier.1"], Names(
            ("/features/features.0/features.0.0/Conv", s_conv),
            ("/features/features.1/conv/conv.2/Conv", s_conv), ("/classifier/classifier.1/Gemm", new Dense(4, Bias: false))));

    [Fact]
    public void Classes_before_the_names_of_modules_are_left_out() =>
        Assert.Equal(["features.0", "head.1"], Names(
            ("top.Wrapper/__main__.Net_m/torch.nn.modules.container.Sequential_features/torch.nn.modules.conv.Conv2d_0;1", s_conv),
            ("top.Wrapper/__main__.Net_m/torch.nn.modules.container.Sequential_head/torch.nn.modules.conv.Conv2d_1;", s_depthwise)));

    private static IReadOnlyList<string> Names(params (string Name, Operation Operation)[] nodes) =>
        ReadableNames.Of([.. nodes.Select(node => new ImportNode(node.Name, node.Operation, [], new TensorType(1, 1, 1), ImportNode.NoTensors))]);
}
