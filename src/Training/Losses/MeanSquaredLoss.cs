namespace MobileNetGen.Training;

/// <summary>The mean of squared differences, for numbers instead of classes.</summary>
public static class MeanSquaredLoss
{
    /// <summary>The mean loss.</summary>
    /// <param name="outputs">What the network says.</param>
    /// <param name="targets">What it should say.</param>
    /// <param name="gradient">Becomes how the mean loss changes with each output.</param>
    /// <returns>The loss; nothing is right or wrong.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LossResult Apply(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        Lengths.Check(outputs, targets, gradient);
        var loss = 0.0;
        for (var index = 0; index < outputs.Length; index++)
        {
            var difference = (double)outputs[index] - targets[index];
            loss += difference * difference;
            gradient[index] = (float)(2 * difference / outputs.Length);
        }

        return new LossResult(outputs.IsEmpty ? 0 : loss / outputs.Length, 0, outputs.Length);
    }
}
