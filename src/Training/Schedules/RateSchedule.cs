namespace MobileNetGen.Training;

/// <summary>The learning rate of each step.</summary>
public abstract record RateSchedule
{
    /// <summary>The largest rate.</summary>
    public required double Peak { get; init; }

    /// <summary>Steps in which the rate rises in a line, of which the last has the peak.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>The rate of a step, from 0 on.</summary>
    /// <param name="step">Which step.</param>
    public double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);

        // The step after the warm-up is the first one below the peak; without a warm-up the first step has it.
        return step < WarmUpSteps ? Peak * (step + 1) / WarmUpSteps : Peak * ShareAt(WarmUpSteps == 0 ? step : step - WarmUpSteps + 1);
    }

    /// <summary>The share of the peak, so many steps after it.</summary>
    private protected abstract double ShareAt(int step);
}

/// <summary>Down to a floor along half a cosine. Loshchilov and Hutter, arXiv:1608.03983, without restarts.</summary>
public sealed record CosineRate : RateSchedule
{
    /// <summary>Steps of the whole training, the warm-up included.</summary>
    public required int Steps { get; init; }

    /// <summary>The share of the peak at the end.</summary>
    public double Floor { get; init; }

    private protected override double ShareAt(int step)
    {
        var length = Math.Max(1, WarmUpSteps == 0 ? Steps : Steps - WarmUpSteps + 1);
        return Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step, length) / length)));
    }
}

/// <summary>Down by a factor every so many steps.</summary>
public sealed record SteppedRate : RateSchedule
{
    /// <summary>What the rate is multiplied by.</summary>
    public required double Factor { get; init; }

    /// <summary>After how many steps, each time.</summary>
    public required int Every { get; init; }

    private protected override double ShareAt(int step) => Math.Pow(Factor, step / Math.Max(1, Every));
}
