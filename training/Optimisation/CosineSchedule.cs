namespace MobileNetGen.Training.Optimisation;

/// <summary>
/// The learning rate: up in a line during the warm-up, then down to zero along half a cosine.
/// Loshchilov and Hutter, arXiv:1608.03983, without restarts.
/// </summary>
internal sealed record CosineSchedule(double Peak, int WarmUpSteps, int Steps)
{
    public double At(int step) => step < WarmUpSteps
        ? Peak * (step + 1) / WarmUpSteps
        : Peak * 0.5 * (1 + Math.Cos(Math.PI * (step - WarmUpSteps) / Math.Max(Steps - WarmUpSteps, 1)));
}
