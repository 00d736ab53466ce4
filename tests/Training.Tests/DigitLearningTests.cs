using MobileNetGen.DigitTraining.Augmentation;
using MobileNetGen.DigitTraining.Data;
using MobileNetGen.DigitTraining.Learning;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class DigitLearningTests
{
    private static readonly LabelledImages s_images = Toys.Images(60);

    [Fact]
    public void A_small_problem_is_learnt_and_inference_says_what_was_measured()
    {
        var heldOut = Toys.Images(50);
        using var learning = new DigitLearning(s_images, [new HeldOut("held out", heldOut)], new Augmenter(s_images.Type, []), Plan with { Epochs = 25 });
        var rows = learning.Run(_ => { }).ToList();
        Assert.Equal(25, rows.Count);
        var measured = rows[^1].HeldOut[0];
        Assert.True(measured.Accuracy > 0.9, $"{measured.Correct} of {measured.Count} are right");
        using var network = DigitsNetwork.Create(WeightSource.FromBytes(Written(learning)));
        var scores = new float[10];
        Assert.Equal(measured.Correct, Enumerable.Range(0, heldOut.Count).Count(index =>
        {
            network.Run(heldOut.Pixels[index], scores);
            return Ranking.Top(scores, 1)[0].Index == heldOut.Labels[index];
        }));
    }

    [Fact]
    public void One_seed_gives_the_same_bytes_on_any_number_of_threads_and_another_seed_others()
    {
        var bytes = Learnt(Plan with { Threads = 1 });
        Assert.Equal(bytes, Learnt(Plan with { Threads = 2 }));
        Assert.NotEqual(bytes, Learnt(Plan with { Seed = 2 }));
    }

    private static TrainingPlan Plan => new() { Epochs = 2, BatchSize = 20, Threads = 2 };

    private static byte[] Learnt(TrainingPlan plan)
    {
        using var learning = new DigitLearning(s_images, [], Recipes.Digits(s_images.Type), plan);
        Assert.Equal(plan.Epochs, learning.Run(_ => { }).Count());
        return Written(learning);
    }

    private static byte[] Written(DigitLearning learning)
    {
        using var stream = new MemoryStream();
        learning.Write(stream, new Dictionary<string, string>());
        return stream.ToArray();
    }
}
