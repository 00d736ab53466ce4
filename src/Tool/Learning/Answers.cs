namespace MobileNetGen.Tool.Learning;

/// <summary>What a network says of images whose truth is known.</summary>
/// <param name="Numbers">Which images of all.</param>
/// <param name="Scores">Of each: a share of each class, or a score for each label.</param>
/// <param name="Right">How many answers are right.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Answers(IReadOnlyList<int> Numbers, IReadOnlyList<float[]> Scores, int Right, int Count)
{
    public double Accuracy => Count == 0 ? 0 : (double)Right / Count;

    public static Answers Of(NetworkTrainer trainer, LearningExamples examples, IReadOnlyList<int> numbers, LabelledExamples labelled, TrainOptions options)
    {
        trainer.FreezesStatistics = true;
        var scores = new List<float[]>();
        for (var begin = 0; begin < examples.Count; begin += options.BatchSize)
        {
            int[] batch = [.. Enumerable.Range(begin, Math.Min(options.BatchSize, examples.Count - begin))];
            trainer.Images = batch.Length;
            examples.Read(batch, 0, trainer.Input());
            trainer.RunForward();
            foreach (var image in trainer.Output().ToArray().Chunk(labelled.Names.Count))
            {
                scores.Add(options.Task == LearningTask.Classes ? Shares(image) : image);
            }
        }

        var right = numbers.Zip(scores).Sum(pair => options.Task switch
        {
            LearningTask.Classes => BestOf(pair.Second) == labelled.ClassOf(pair.First) ? 1 : 0,
            LearningTask.Labels => pair.Second.Zip(labelled.Targets[pair.First]).Count(score => score.First > 0 == score.Second > 0.5f),
            _ => 0,
        });
        return new Answers(numbers, scores, right, options.Task == LearningTask.Labels ? numbers.Count * labelled.Names.Count : numbers.Count);
    }

    public static int BestOf(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static float[] Shares(float[] scores)
    {
        var most = scores.Max();
        var exponentials = scores.Select(score => Math.Exp(score - most)).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(value => (float)(value / sum))];
    }
}
