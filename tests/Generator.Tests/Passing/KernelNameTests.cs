using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>Layers share a kernel by its name: what makes other numbers must make another name.</summary>
public sealed class KernelNameTests
{
    [Theory]
    [InlineData(""" "kind": "rescale", "scale": 1.5, "offset": 2 """, """ "kind": "rescale", "scale": 1, "offset": 5.2 """)]
    [InlineData(""" "kind": "clip", "min": 1 """, """ "kind": "clip", "max": 1 """)]
    [InlineData(""" "kind": "clip", "min": 1.5, "max": 2 """, """ "kind": "clip", "min": 1, "max": 5.2 """)]
    [InlineData(""" "kind": "leakyRelu", "alpha": 2.5 """, """ "kind": "leakyRelu", "alpha": -2.5 """)]
    [InlineData(""" "kind": "resize", "size": 6, "method": "nearest" """, """ "kind": "resize", "size": 6, "method": "nearest", "rounding": "ceil" """)]
    [InlineData(""" "kind": "resize", "size": [6, 7], "scales": [1.5, 1.4] """, """ "kind": "resize", "size": [6, 7] """)]
    [InlineData(""" "kind": "resize", "size": 2, "antialias": true """, """ "kind": "resize", "size": 2, "antialias": true, "excludeOutside": true """)]
    [InlineData(""" "kind": "resize", "size": 6, "method": "bicubic" """, """ "kind": "resize", "size": 6, "method": "bicubic", "cubicCoefficient": -0.5 """)]
    public void Two_layers_that_differ_have_two_kernels(string first, string second) => Assert.Equal(2, NamedKernel.Of(Passes.Program($$"""
        { "input": { "height": 4, "width": 5, "channels": 3 },
          "layers": [ { "name": "a", {{first}}, "inputs": ["input"] }, { "name": "b", {{second}}, "inputs": ["input"] } ],
          "outputs": [ { "name": "a", "layer": "a" }, { "name": "b", "layer": "b" } ] }
        """)).Count);

    [Fact]
    public void Tensors_of_two_element_types_have_two_names()
    {
        var type = new TensorType(4, 5, 3);
        var half = type with { Element = new ElementType("float16", "Half", 2) };
        Assert.Equal("4x5x3", type.Identifier);
        Assert.Equal("4x5x3_float16", half.Identifier);
        Assert.Equal("4x5x3p_float16", (half with { Layout = TensorLayout.Panels }).Identifier);
    }
}
