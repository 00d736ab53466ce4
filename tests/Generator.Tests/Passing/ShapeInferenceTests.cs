using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class ShapeInferenceTests
{
    [Theory]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": 3 }""", "7×9×4")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": 3, "stride": 2 }""", "4×5×4")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": 3, "padding": "valid" }""", "5×7×4")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": [1, 9], "padding": "valid" }""", "7×1×4")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": 3, "dilation": 3, "padding": "valid" }""", "1×3×4")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": 4, "padding": "symmetric" }""", "8×10×4")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": 3, "stride": [1, 3], "padding": [1, 0, 2, 1] }""", "6×4×4")]
    [InlineData("""{ "kind": "depthwise", "stride": 2 }""", "4×5×3")]
    [InlineData("""{ "kind": "pointwise", "filters": 4, "stride": 2 }""", "4×5×4")]
    [InlineData("""{ "kind": "separable", "filters": 4, "stride": 2 }""", "4×5×4")]
    [InlineData("""{ "kind": "maxPool" }""", "3×4×3")]
    [InlineData("""{ "kind": "averagePool", "kernel": 3, "stride": 1, "padding": "same" }""", "7×9×3")]
    [InlineData("""{ "kind": "globalAveragePool" }""", "3")]
    [InlineData("""{ "kind": "upsample", "factor": [2, 3] }""", "14×27×3")]
    [InlineData("""{ "kind": "add", "inputs": ["input", "input", "input"] }""", "7×9×3")]
    [InlineData("""{ "kind": "concat", "inputs": ["input", "input", "input"] }""", "7×9×9")]
    [InlineData("""{ "kind": "flatten" }""", "189")]
    [InlineData("""{ "kind": "softmax" }""", "7×9×3")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "stride": 2 }""", "14×18×4")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "kernel": 2, "stride": 3, "padding": "valid" }""", "21×27×4")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "kernel": 5, "stride": 3, "padding": "valid" }""", "23×29×4")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "stride": 2, "padding": "symmetric" }""", "13×17×4")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "stride": 2, "padding": "symmetric", "outputPadding": [1, 0] }""", "14×17×4")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "stride": 2, "dilation": 2, "padding": [0, 1, 2, 3] }""", "16×16×4")]
    [InlineData("""{ "kind": "maxPool", "kernel": 3, "stride": 1, "dilation": 2 }""", "3×5×3")]
    [InlineData("""{ "kind": "averagePool", "kernel": 3, "stride": 1, "dilation": 2 }""", "3×5×3")]
    [InlineData("""{ "kind": "globalMaxPool" }""", "3")]
    [InlineData("""{ "kind": "pad", "padding": [1, 2, 3, 4] }""", "10×16×3")]
    [InlineData("""{ "kind": "concat", "inputs": ["input", "input"], "axis": "h" }""", "14×9×3")]
    [InlineData("""{ "kind": "concat", "inputs": ["input", "input"], "axis": "w" }""", "7×18×3")]
    [InlineData("""{ "kind": "reduceMean", "axes": "hw" }""", "3")]
    [InlineData("""{ "kind": "reduceMax", "axes": "c" }""", "7×9×1")]
    [InlineData("""{ "kind": "reduceSum", "axes": "wc" }""", "7×1×1")]
    [InlineData("""{ "kind": "spaceToDepth", "blockSize": 1 }""", "7×9×3")]
    [InlineData("""{ "kind": "expand", "shape": [7, 9, 3] }""", "7×9×3")]
    [InlineData("""{ "kind": "div", "inputs": ["input", "input"] }""", "7×9×3")]
    [InlineData("""{ "kind": "maximum", "inputs": ["input", "input", "input"] }""", "7×9×3")]
    [InlineData("""{ "kind": "minimum", "inputs": ["input", "input"] }""", "7×9×3")]
    [InlineData("""{ "kind": "slice", "rows": [1, 6, 2] }""", "3×9×3")]
    [InlineData("""{ "kind": "slice", "rows": [-1, -8, -1], "columns": [8, 0, -3], "channels": [-1, 3] }""", "7×3×1")]
    [InlineData("""{ "kind": "reshape", "shape": [3, 7, 9] }""", "3×7×9")]
    [InlineData("""{ "kind": "reshape", "shape": 189 }""", "189")]
    [InlineData("""{ "kind": "transpose", "axes": "chw" }""", "3×7×9")]
    [InlineData("""{ "kind": "transpose", "axes": "wch" }""", "9×3×7")]
    [InlineData("""{ "kind": "l2Normalize" }""", "7×9×3")]
    [InlineData("""{ "kind": "sub", "inputs": ["input", "input"] }""", "7×9×3")]
    public void A_layer_has_the_shape_that_its_definition_says(string layer, string shape) =>
        Assert.Equal(shape, Passes.Graph(Passes.Network(7, 9, 3, layer)).Types[^1].DisplayText);

    [Fact]
    public void A_largest_element_is_looked_for_only_where_there_is_one() =>
        Assert.Contains(NetworkCompiler.Graph(
            Passes.Parse(Passes.Network(7, 9, 3, """{ "kind": "maxPool", "kernel": 2, "stride": 1, "dilation": 9, "padding": "same" }""")),
            "Net").Problems, problem => problem.ToString().Contains("see padding only on 7×9×3", StringComparison.Ordinal));

    [Theory]
    [InlineData(""" "size": 4, "rounding": "ceil" """, "\"rounding\" is for nearest")]
    [InlineData(""" "size": 4, "cubicCoefficient": -0.5 """, "\"cubicCoefficient\" is for bicubic")]
    [InlineData(""" "size": 4, "method": "nearest", "antialias": true """, "\"antialias\" is for bilinear and bicubic")]
    [InlineData(""" "size": 4, "excludeOutside": true """, "\"excludeOutside\" is for bicubic and antialias")]
    [InlineData(""" "size": 14, "scales": 2, "coordinates": "align-corners" """, "\"scales\" changes nothing")]
    [InlineData(""" "factor": 2, "scales": 2 """, "\"scales\" goes with \"size\"")]
    [InlineData(""" "size": [9, 12], "scales": [1.3, 1.2] """, "the width is 12, and \"scales\" makes 10.8")]
    public void A_key_that_would_change_nothing_is_refused(string keys, string sentence) => Assert.Contains(
        NetworkCompiler.Graph(Passes.Parse(Passes.Network(7, 9, 3, $$"""{ "kind": "resize", {{keys}} }""")), "Net").Problems,
        problem => problem.ToString().Contains(sentence, StringComparison.Ordinal));

    [Theory]
    [InlineData(224, 3, 2, "same (0,1,0,1)")]
    [InlineData(225, 3, 2, "same (1,1,1,1)")]
    [InlineData(5, 2, 1, "same (0,1,0,1)")]
    [InlineData(6, 3, 3, "same (0,0,0,0)")]
    public void Same_padding_puts_the_odd_pixel_at_the_bottom_and_right_as_TensorFlow_does(int extent, int kernel, int stride, string padding) =>
        Assert.Equal(padding, Passes.Program(
            Passes.Network(extent, extent, 1, $$"""{ "kind": "conv", "filters": 1, "kernel": {{kernel}}, "stride": {{stride}} }""")).Rows[0].Padding);
}
