using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Optimisation;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class OptimiserTests
{
    private const float Rate = 0.1f;

    [Fact]
    public void Momentum_adds_nine_tenths_of_the_step_before()
    {
        var parameter = Kernel(1, gradient: 2);
        var optimiser = new Sgd(momentum: 0.9, weightDecay: 0);
        optimiser.Step([parameter], Rate);
        Assert.Equal(1 - 0.2f, parameter.Values[0], 1e-6f);
        optimiser.Step([parameter], Rate);
        Assert.Equal(1 - 0.2f - 0.38f, parameter.Values[0], 1e-6f);
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(-1e3f)]
    public void The_first_step_of_Adam_is_the_rate_whatever_the_gradient(float gradient)
    {
        var parameter = Kernel(1, gradient);
        new Adam(weightDecay: 0).Step([parameter], Rate);
        Assert.Equal(1 - (Rate * Math.Sign(gradient)), parameter.Values[0], 1e-4f);
    }

    [Fact]
    public void Adam_divides_by_the_root_of_the_mean_square()
    {
        var parameter = Kernel(0, gradient: 1);
        var optimiser = new Adam(weightDecay: 0);
        optimiser.Step([parameter], Rate);
        parameter.Gradient[0] = -1;
        optimiser.Step([parameter], Rate);

        // First moment (0.09 − 0.1) / 0.19 after its correction, second moment 1.
        Assert.Equal(-Rate + (Rate * 0.01f / 0.19f), parameter.Values[0], 1e-5f);
    }

    [Fact]
    public void Weight_decay_shrinks_kernels_and_leaves_biases_alone()
    {
        var kernel = Kernel(1, gradient: 0);
        var bias = new Parameter<float>("bias", [1], [1], decays: false);
        new Sgd(momentum: 0.9, weightDecay: 0.5).Step([kernel, bias], Rate);
        Assert.Equal(0.95f, kernel.Values[0], 1e-6f);
        Assert.Equal(1, bias.Values[0]);
    }

    [Fact]
    public void Decay_is_a_part_of_the_gradient_that_momentum_keeps()
    {
        var kernel = Kernel(1, gradient: 0);
        var optimiser = new Sgd(momentum: 0.5, weightDecay: 0.5);
        optimiser.Step([kernel], Rate);
        optimiser.Step([kernel], Rate);

        // 0.5 · 0.5 of the first step, 0.5 · 0.95 of the second.
        Assert.Equal(0.95f - (Rate * 0.725f), kernel.Values[0], 1e-6f);
    }

    [Fact]
    public void The_rate_rises_in_a_line_and_falls_along_a_cosine()
    {
        var schedule = new CosineSchedule(Peak: 2, WarmUpSteps: 4, Steps: 104);
        Assert.Equal([0.5, 1, 1.5, 2], Enumerable.Range(0, 4).Select(schedule.At));
        Assert.Equal(1 + Math.Cos(Math.PI / 101), schedule.At(4), 1e-12);
        Assert.Equal(1 + Math.Cos(Math.PI * 50 / 101), schedule.At(53), 1e-12);
        Assert.Equal(0, schedule.At(104), 1e-12);
    }

    private static Parameter<float> Kernel(float value, float gradient)
    {
        var parameter = new Parameter<float>("kernel", [1], [value], decays: true);
        parameter.Gradient[0] = gradient;
        return parameter;
    }
}
