namespace MobileNetGen.Training;

/// <summary>How an epoch went.</summary>
/// <param name="Epoch">Which one, from 1 on.</param>
/// <param name="Rate">The learning rate of its last step.</param>
/// <param name="Training">Of the examples that were learnt from, while they were.</param>
/// <param name="HeldOut">Of those held out, at its end; null if there are none.</param>
public sealed record EpochResult(int Epoch, double Rate, LossResult Training, LossResult? HeldOut)
{
    /// <summary>What is measured: those held out, or those learnt from where none are.</summary>
    public LossResult Measured => HeldOut ?? Training;

    /// <summary>More is better.</summary>
    internal double Measure(bool isByAccuracy)
    {
        // The loss' part is below 1, and so decides between equal counts alone.
        var (loss, correct, count) = (Measured.Loss, Measured.Correct, Measured.Count);
        return !isByAccuracy ? -loss : count == 0 ? 0 : (correct - (loss / (1 + loss))) / count;
    }
}

/// <summary>How a step went.</summary>
/// <param name="Epoch">Its epoch, from 1 on.</param>
/// <param name="Step">Which one of the epoch, from 1 on.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="SoFar">The epoch's examples until now.</param>
public readonly record struct StepResult(int Epoch, int Step, int Steps, LossResult SoFar);
