using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>Parameters and multiply-adds of every preset as its reference counts them.</summary>
public sealed class CountTests
{
    /// <summary><c>model.count_params()</c> of Keras; trainable ones of torchvision, as its documentation of weights lists them.</summary>
    [Theory]
    [InlineData("mobilenet-v1", "keras", 4_253_864, 4_231_976)]
    [InlineData("mobilenet-v2", "keras", 3_538_984, 3_504_872)]
    [InlineData("mobilenet-v2", "torchvision", 3_538_984, 3_504_872)]
    [InlineData("mobilenet-v3-large", "keras", 5_507_432, 5_483_032)]
    [InlineData("mobilenet-v3-large", "torchvision", 5_507_432, 5_483_032)]
    [InlineData("mobilenet-v3-small", "keras", 2_554_968, 2_542_856)]
    [InlineData("mobilenet-v3-small", "torchvision", 2_554_968, 2_542_856)]
    public void Parameters_are_those_of_the_reference(string preset, string flavor, long total, long trainable)
    {
        var program = Passes.Program($$"""{ "preset": "{{preset}}", "flavor": "{{flavor}}" }""");
        Assert.Equal((total, trainable), (program.Parameters.Total, program.Parameters.Trainable));
    }

    /// <summary>In millions, as the papers print them: they round, and do not all count the classifier's biases alike.</summary>
    [Theory]
    [InlineData("mobilenet-v1", "keras", 569)]
    [InlineData("mobilenet-v2", "keras", 300)]
    [InlineData("mobilenet-v2", "torchvision", 300)]
    [InlineData("mobilenet-v3-large", "keras", 217)]
    [InlineData("mobilenet-v3-large", "torchvision", 217)]
    [InlineData("mobilenet-v3-small", "keras", 56)]
    [InlineData("mobilenet-v3-small", "torchvision", 56)]
    public void Multiply_adds_are_those_of_the_paper(string preset, string flavor, int millions) =>
        Assert.InRange(Passes.Program($$"""{ "preset": "{{preset}}", "flavor": "{{flavor}}" }""").MultiplyAdds / 1e6, 0.99 * millions, 1.01 * millions);
}
