using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

public sealed class FoldingTests
{
    private const int Outputs = 50;
    private const int PerOutput = 7;

    /// <summary>Against arithmetic of 28 digits: half a unit in the last place is what one rounding costs, and no more is lost.</summary>
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-5)]
    [InlineData(0)]
    public void Weights_and_biases_are_rounded_once(double epsilon)
    {
        var random = new Random(3);
        var (kernel, bias) = (Uniform(random, Outputs * PerOutput, -2, 2), Uniform(random, Outputs, -1, 1));
        var norm = new NormTensors(
            "bn",
            Uniform(random, Outputs, -2, 2),
            Uniform(random, Outputs, -1, 1),
            Uniform(random, Outputs, -3, 3),
            Uniform(random, Outputs, 1e-6, 2),
            epsilon);
        var (foldedKernel, foldedBias) = Folding.Fold(kernel, bias, PerOutput, [], [norm]);
        for (var output = 0; output < Outputs; output++)
        {
            var scale = (decimal)(double)norm.Gamma[output] / Root((decimal)(double)norm.Variance[output] + (decimal)epsilon);
            RoundedOnce(
                (((decimal)(double)bias[output] - (decimal)(double)norm.Mean[output]) * scale) + (decimal)(double)norm.Beta[output],
                foldedBias[output]);
            for (var index = output * PerOutput; index < (output + 1) * PerOutput; index++)
            {
                RoundedOnce((decimal)(double)kernel[index] * scale, foldedKernel[index]);
            }
        }
    }

    [Fact]
    public void Without_a_normalisation_nothing_changes()
    {
        var (kernel, bias) = (new float[] { 1, 2, 3 }, new float[] { 4 });
        Assert.Equal((kernel, bias), Folding.Fold(kernel, bias, 3, [], []));
    }

    /// <summary>
    /// Two groups of two inputs and two taps: what the layer makes of normalised inputs, normalised twice, is what the folded weights make
    /// of plain ones.
    /// </summary>
    [Fact]
    public void Normalisations_in_front_and_several_after_give_the_same_sums()
    {
        const int outputs = 6;
        const int inputs = 2;
        const int taps = 2;
        var random = new Random(4);
        var (kernel, bias) = (Uniform(random, outputs * inputs * taps, -2, 2), Uniform(random, outputs, -1, 1));
        NormTensors[] before = [Norm("a", 4), Norm("b", 4)];
        NormTensors[] after = [Norm("c", outputs), Norm("d", outputs)];
        var (foldedKernel, foldedBias) = Folding.Fold(kernel, bias, inputs, before, after);
        var values = Uniform(random, 4 * taps, -3, 3);
        for (var output = 0; output < outputs; output++)
        {
            var (expected, actual) = ((double)bias[output], (double)foldedBias[output]);
            for (var index = 0; index < inputs * taps; index++)
            {
                var channel = (output / 3 * inputs) + (index / taps);
                double value = values[(channel * taps) + (index % taps)];
                actual += value * foldedKernel[(output * inputs * taps) + index];
                expected += Normalised(before, value, channel) * kernel[(output * inputs * taps) + index];
            }

            Assert.Equal(Normalised(after, expected, output), actual, 1e-5);
        }

        NormTensors Norm(string name, int channels) =>
            new(
                name,
                Uniform(random, channels, 0.5, 2),
                Uniform(random, channels, -1, 1),
                Uniform(random, channels, -1, 1),
                Uniform(random, channels, 0.5, 2),
                1e-3);
    }

    [Fact]
    public void A_normalisation_in_front_that_makes_no_finite_weights_is_refused_by_name() => Assert.Contains(
        "\"front\"",
        Assert.Throws<WeightException>(() => Folding.Fold([1, 1], [0, 0], 1, [new NormTensors("front", [1], [0], [0], [-1], 1e-3)], [])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-1e-3f, 1)]
    [InlineData(0, float.MaxValue)]
    public void A_normalisation_that_makes_no_finite_weights_is_refused_by_name_and_channel(float variance, float gamma)
    {
        var norm = new NormTensors("block3/bn", [1, gamma], [0, 0], [0, 1], [1, variance], (float)1e-3);
        var error = Assert.Throws<WeightException>(() => Folding.Fold([1, 1], [0, 0], 1, [], [norm]));
        Assert.Contains("\"block3/bn\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("at channel 1", error.Message, StringComparison.Ordinal);
    }

    private static double Normalised(IEnumerable<NormTensors> norms, double value, int channel) => norms.Aggregate(
        value,
        (input, norm) => ((input - norm.Mean[channel]) / Math.Sqrt(norm.Variance[channel] + norm.Epsilon) * norm.Gamma[channel]) + norm.Beta[channel]);

    private static void RoundedOnce(decimal exact, float folded)
    {
        var unit = Math.Max(MathF.BitIncrement(MathF.Abs(folded)) - MathF.Abs(folded), float.Epsilon);
        Assert.True(Math.Abs((double)((decimal)(double)folded - exact)) <= (0.5 * unit) + 1e-15, $"{exact} was rounded to {folded:R}");
    }

    /// <summary>One step of Newton's doubles the digits of a double's root.</summary>
    private static decimal Root(decimal square)
    {
        var root = (decimal)Math.Sqrt((double)square);
        return (root + (square / root)) / 2;
    }

    private static float[] Uniform(Random random, int length, double low, double high) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)(low + ((high - low) * random.NextDouble())))];
}
