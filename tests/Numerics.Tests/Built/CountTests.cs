using MobileNetGen.Generator;
using MobileNetGen.Generator.Json;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>Parameters and multiply-adds as Keras and the papers count them.</summary>
public sealed class CountTests
{
    [Fact]
    public void The_root_network_counts_as_its_stack_of_layers_does()
    {
        Assert.Equal(3_196_776, MobileNet.Info.Parameters);
        Assert.Equal(3_178_984, MobileNet.Info.TrainableParameters);
        Assert.Equal(17_792, MobileNet.Info.NonTrainableParameters);
        Assert.Equal(516_908_544, MobileNet.Info.MultiplyAdds);
    }

    [Theory]
    [InlineData("1", 224, 4_253_864, 568_740_352)]
    [InlineData("0.25", 128, 475_544, 13_570_048)]
    public void MobileNetV1_counts_as_in_its_paper(string width, int resolution, long parameters, long multiplyAdds)
    {
        var program = JsonParser.Parse($$"""{ "preset": "mobilenet-v1", "width": {{width}}, "resolution": {{resolution}} }""")
            .Then(root => NetworkCompiler.Compile(root, "V1")).Value!;
        Assert.Equal((parameters, multiplyAdds), (program.Parameters.Total, program.MultiplyAdds));
    }
}
