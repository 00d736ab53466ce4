using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class NetworkCompilerTests
{
    [Fact]
    public void The_root_network_has_the_promised_parameters_and_multiply_adds()
    {
        var program = Passes.Program(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json")));
        Assert.Equal((3_196_776, 3_178_984, 17_792), Counts(program));
        Assert.Equal(516_908_544, program.MultiplyAdds);
    }

    [Theory]
    [InlineData(1, 224, 1000, 4_253_864, 568_740_352)]
    [InlineData(0.25, 128, 1001, 475_801, 13_570_304)]
    public void MobileNetV1_has_the_papers_parameters_and_multiply_adds(double width, int resolution, int classes, long parameters, long multiplyAdds)
    {
        var program = Passes.Program(
            FormattableString.Invariant($$"""{ "preset": "mobilenet-v1", "width": {{width}}, "resolution": {{resolution}}, "classes": {{classes}} }"""));
        Assert.Equal(parameters, program.Parameters.Total);
        Assert.Equal(multiplyAdds, program.MultiplyAdds);
    }

    [Fact]
    public void Equal_blocks_share_a_kernel()
    {
        var program = Passes.Program(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json")));
        var kernels = NamedKernel.Of(program);
        Assert.True(kernels.Count < program.Calls.Count, $"{kernels.Count} kernels for {program.Calls.Count} calls");
        Assert.Equal(program.Calls.Select(call => call.Kernel).Distinct().Count(), kernels.Count);
    }

    [Fact]
    public void Compiling_is_a_function_of_the_description_alone()
    {
        var json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json"));
        Assert.Equal(Passes.Program(json), Passes.Program(json));
        Assert.Equal(Passes.Program(json).GetHashCode(), Passes.Program(json).GetHashCode());
    }

    private static (long Total, long Trainable, long NonTrainable) Counts(NetworkProgram program) =>
        (program.Parameters.Total, program.Parameters.Trainable, program.Parameters.NonTrainable);
}
