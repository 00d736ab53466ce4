using MobileNetGen.Generator;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Json;
using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>What a trainable network costs in text and in memory.</summary>
public sealed class TrainingSizeTests
{
    private const int BatchSize = 32;

    [Theory]
    [InlineData("mobilenet-v1", 2_000_000, Explicit = true)]
    [InlineData("mobilenet-v2", 3_000_000)]
    [InlineData("mobilenet-v3-small", 3_700_000)]
    [InlineData("mobilenet-v3-large", 4_300_000, Explicit = true)]
    [InlineData("mobilenet-v4-conv-small", 2_600_000, Explicit = true)]
    public void A_training_step_of_a_preset_stays_small(string preset, long most)
    {
        var type = NetworkSource.Class("Net");
        var shaped = JsonParser.Parse($$"""{ "preset": "{{preset}}" }""").Then(root => NetworkCompiler.Graph(root, type.Name)).Value!;
        var step = NetworkCompiler.Train(shaped).Value!;
        var program = NetworkCompiler.Compile(shaped);
        var kernels = NamedKernel.Of(program.Calls.Select(call => call.Kernel).Concat(step.Kernels));
        var text = SpineEmitter.Emit(program, type, null, step).Length + kernels.Sum(kernel => (long)KernelEmitter.Emit(kernel).Length);
        Assert.True(text < most, $"{preset} has {text:N0} characters");
        Assert.True(BatchSize * step.ImageBytes < 2L << 30, $"{preset} takes {step.ImageBytes:N0} bytes an image");
    }
}
