namespace MobileNetGen.Tool.Batch;

/// <summary>What is counted of images: how many have no answer, and which classes were taken for which.</summary>
internal sealed class Tally
{
    /// <summary>How many of the best count as an answer, besides the best.</summary>
    private const int Few = 5;

    public int Images { get; set; }

    /// <summary>Images without an answer.</summary>
    public int Errors { get; set; }

    /// <summary>Images whose known class is among the best five.</summary>
    public int AmongFive { get; set; }

    /// <summary>How often an image of a class was taken for another, or for the same.</summary>
    public Dictionary<(int Truth, int Best), int> Answers { get; } = [];

    /// <summary>Images with an answer and a known class.</summary>
    public int Known => Answers.Values.Sum();

    /// <summary>Images whose known class is the best.</summary>
    public int Right => Answers.Where(answer => answer.Key.Truth == answer.Key.Best).Sum(answer => answer.Value);

    public void Add(Rows.Row row)
    {
        Images++;
        if (row.Error is not null)
        {
            Errors++;
        }
        else if (row.Truth is { } truth)
        {
            Count((truth, row.Best[0].Index), 1);
            AmongFive += row.Best.Take(Few).Any(best => best.Index == truth) ? 1 : 0;
        }
    }

    public void Add(Tally other)
    {
        Images += other.Images;
        Errors += other.Errors;
        AmongFive += other.AmongFive;
        foreach (var (answer, count) in other.Answers)
        {
            Count(answer, count);
        }
    }

    public void Count((int Truth, int Best) answer, int count) => Answers[answer] = Answers.GetValueOrDefault(answer) + count;
}
