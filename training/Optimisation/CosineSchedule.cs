namespace MobileNetGen.Training.Optimisation;

/// <summary>
/// The learning rate: up in a line during the warm-up, whose last step has the peak, then down to zero along half a cosine.
/// Loshchilov and Hutter, arXiv:1608.03983, without restarts.
/// </summary>
internal sealed record CosineSchedule(double Peak, int WarmUpSteps, int Steps)
{
    public double At(int step) => step < WarmUpSteps
        ? Peak * (step + 1) / WarmUpSteps
        : Peak * 0.5 * (1 + Math.Cos(Math.PI * (step - AtPeak) / Math.Max(Steps - AtPeak, 1)));

    private int AtPeak => Math.Max(WarmUpSteps - 1, 0);
}
