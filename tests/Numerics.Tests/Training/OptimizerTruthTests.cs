using MobileNetGen.Training;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Optimisers make the steps that PyTorch's and Keras' make in double precision.</summary>
public sealed class OptimizerTruthTests
{
    private static readonly double[] s_changingRates = [0.1, 0.05, 0.2, 0.1, 0.01];

    [Theory]
    [InlineData("given-torch-adam")]
    [InlineData("given-torch-rmsprop-timm-tf")]
    [InlineData("keras-adam")]
    [InlineData("keras-rmsprop-default")]
    [InlineData("keras-rmsprop")]
    [InlineData("keras-sgd-momentum")]
    [InlineData("keras-sgd-momentum-changing-rate")]
    [InlineData("keras-sgd-nesterov")]
    public void Steps_on_given_gradients_are_those_of_the_framework(string name)
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read("optimisers", name + ".safetensors");
        var (values, gradients) = (truth.Floats("start"), truth.Floats("gradients"));
        var optimizer = Of(name);
        TrainedTensor[] tensors = [new("kernel.weight", [values.Length, 1], 0, values.Length)];
        for (var step = 0; step < gradients.Length / values.Length; step++)
        {
            var rate = name.Contains("changing", StringComparison.Ordinal) ? s_changingRates[step]
                : name.Contains("sgd", StringComparison.Ordinal) ? 0.1
                : 0.01;
            optimizer.Step(values, gradients.AsSpan(step * values.Length, values.Length), tensors, rate);
            Assert.Null(Distance.Problem($"step {step}", [.. truth.Values("steps").Skip(step * values.Length).Take(values.Length)], values, 0));
        }
    }

    /// <summary>Where nothing decays, a step does not depend on where it starts.</summary>
    [Theory]
    [InlineData("sgd", 0.1)]
    [InlineData("sgd-momentum", 0.1)]
    [InlineData("adam", 0.01)]
    [InlineData("rmsprop-tf", 0.01)]
    public void Steps_of_a_network_are_PyTorchs(string name, double rate)
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read("optimisers", name + ".safetensors");
        foreach (var tensor in truth.Tensors.Where(tensor => tensor.StartsWith("grad1.", StringComparison.Ordinal)).Select(tensor => tensor["grad1.".Length..]))
        {
            var optimizer = Of(name);
            var moved = new float[truth.Values("grad1." + tensor).Length];
            for (var step = 1; step <= 5; step++)
            {
                var before = moved.ToArray();
                optimizer.Step(moved, truth.Floats($"grad{step}.{tensor}"), [new TrainedTensor(tensor, truth.Shape("grad1." + tensor), 0, moved.Length)], rate);
                if (step > 1)
                {
                    double[] expected = [.. truth.Values($"step{step}.{tensor}").Zip(truth.Values($"step{step - 1}.{tensor}"), (after, from) => after - from)];
                    Assert.Null(Distance.Problem($"{tensor}, step {step}", expected, moved.Zip(before, (after, from) => after - from).ToArray(), 0));
                }
            }
        }
    }

    [Theory]
    [InlineData("ema-warm-up-tf", AverageWarmUp.TensorFlow, 2.0 / 11)]
    [InlineData("ema-warm-up-timm", AverageWarmUp.Timm, 0)]
    public void Averages_of_weights_begin_as_the_frameworks_do(string name, AverageWarmUp warmUp, double firstDecay)
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read("optimisers", name + ".safetensors");
        const string Tensor = "stem.weight";

        // What the average began with follows from its first value.
        float[] start =
        [
            .. truth.Values("ema1." + Tensor).Zip(truth.Values("step1." + Tensor), (average, value) =>
                firstDecay == 0 ? 0 : (float)((average - ((1 - firstDecay) * value)) / firstDecay)),
        ];
        var average = new WeightAverage(start) { WarmUp = warmUp };
        for (var step = 1; step <= 5; step++)
        {
            average.Update(truth.Floats($"step{step}.{Tensor}"));
            Assert.Null(Distance.Problem($"step {step}", truth.Values($"ema{step}.{Tensor}"), average.Values, 0));
        }
    }

    [Fact]
    public void Decay_is_a_part_of_the_gradient_for_momentum_and_beside_it_for_Adam_and_spares_biases()
    {
        TrainedTensor[] tensors = [new("x.weight", [1, 1], 0, 1), new("x.bias", [1], 1, 1)];
        float[] values = [1, 1];
        var sgd = new Sgd { Momentum = 0.5, WeightDecay = 0.5 };
        sgd.Step(values, [0, 0], tensors, 0.1);
        Assert.Equal([0.95f, 1], values);

        // The velocity has what decayed before: 0.5 · 0.5 + 0.5 · 0.95.
        sgd.Step(values, [0, 0], tensors, 0.1);
        Assert.Equal(0.95f - (0.1f * 0.725f), values[0], 1e-6f);

        float[] others = [1, 1];
        new AdamW { WeightDecay = 0.5 }.Step(others, [0, 0], tensors, 0.1);
        Assert.Equal([0.95f, 1], others);
        new AdamW { WeightDecay = 0.5, DecaysAll = true }.Step(others, [0, 0], tensors, 0.1);
        Assert.Equal(0.95f, others[1]);
    }

    [Fact]
    public void Rates_have_their_peak_once()
    {
        var cosine = new CosineRate { Peak = 2, WarmUpSteps = 4, Steps = 104 };
        Assert.Equal([0.5, 1, 1.5, 2], Enumerable.Range(0, 4).Select(cosine.At));
        Assert.Single(Enumerable.Range(0, 104), step => cosine.At(step) == 2);
        Assert.Equal(0, cosine.At(104), 1e-12);
        Assert.True(cosine.At(103) > 0);

        // PyTorch's CosineAnnealingLR of ten steps.
        var plain = new CosineRate { Peak = 1, Steps = 10 };
        Assert.Equal(1, plain.At(0));
        Assert.Equal(0.5, plain.At(5), 1e-12);
        Assert.Equal(0, plain.At(10), 1e-12);
        var stepped = new SteppedRate { Peak = 1, Factor = 0.1, Every = 3 };
        Assert.Equal([1, 1, 1, 0.1, 0.1, 0.1, 0.01], Enumerable.Range(0, 7).Select(step => Math.Round(stepped.At(step), 12)));
    }

    [Fact]
    public void Training_ends_when_nothing_has_improved_for_some_epochs()
    {
        var stopping = new EarlyStopping(patience: 2);
        Assert.True(stopping.Add(0.5));
        Assert.False(stopping.Add(0.4));
        Assert.True(stopping.Add(0.6));
        Assert.False(stopping.Add(double.NaN));
        Assert.False(stopping.IsEnough);
        Assert.False(stopping.Add(0.6));
        Assert.True(stopping.IsEnough);
        Assert.Equal(0.6, stopping.Best);
    }

    private static Optimizer Of(string name) => name switch
    {
        "given-torch-adam" or "adam" => new AdamW(),
        "keras-adam" => new AdamW { Epsilon = 1e-7, HasEpsilonBeforeCorrection = true },
        "given-torch-rmsprop-timm-tf" or "rmsprop-tf" =>
            new RmsProp { Momentum = 0.9, Epsilon = 0.001, HasEpsilonInsideRoot = true, HasRateInVelocity = true, StartsAtOne = true },
        "keras-rmsprop-default" => new RmsProp { Epsilon = 1e-7, HasEpsilonInsideRoot = true, HasRateInVelocity = true },
        "keras-rmsprop" => new RmsProp { Momentum = 0.9, Epsilon = 0.001, HasEpsilonInsideRoot = true, HasRateInVelocity = true },
        "keras-sgd-nesterov" => new Sgd { Momentum = 0.9, IsNesterov = true },
        "sgd" => new Sgd(),
        _ => new Sgd { Momentum = 0.9, HasRateInVelocity = name.StartsWith("keras", StringComparison.Ordinal) },
    };
}
