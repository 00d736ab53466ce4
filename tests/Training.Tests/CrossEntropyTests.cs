using MobileNetGen.Training.Optimisation;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class CrossEntropyTests
{
    [Fact]
    public void Equal_scores_cost_the_logarithm_of_the_number_of_classes()
    {
        var gradient = new double[8];
        var result = new CrossEntropy(Smoothing: 0).Apply<double>(new double[8], [1, 3], gradient);
        Assert.Equal(Math.Log(4), result.Loss, 1e-12);
        Assert.Equal([0.125, -0.375, 0.125, 0.125, 0.125, 0.125, 0.125, -0.375], gradient);
    }

    [Fact]
    public void Smoothing_asks_the_right_class_for_less_than_all()
    {
        // Softmax of these scores is 0.7, 0.1, 0.1, 0.1: exactly what smoothing by 0.4 asks for.
        double[] logits = [Math.Log(7), 0, 0, 0];
        var gradient = new double[4];
        var result = new CrossEntropy(Smoothing: 0.4).Apply<double>(logits, [0], gradient);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-12));
        Assert.Equal(-(0.7 * Math.Log(0.7)) - (0.3 * Math.Log(0.1)), result.Loss, 1e-12);
    }

    [Fact]
    public void Right_answers_are_counted_and_large_scores_do_not_overflow()
    {
        var result = new CrossEntropy(Smoothing: 0).Apply<float>([1000, 0, 0, 1000], [0, 0], new float[4]);
        Assert.Equal(1, result.Correct);
        Assert.Equal(500, result.Loss, 1e-3);
    }
}
