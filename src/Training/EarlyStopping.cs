namespace MobileNetGen.Training;

/// <summary>Ends training when what is held out has not improved for some epochs.</summary>
/// <param name="patience">Epochs without improvement after which it is enough.</param>
/// <param name="least">By how much a measure must be better to count.</param>
public sealed class EarlyStopping(int patience, double least = 0)
{
    private int _since;

    /// <summary>The best measure so far; −∞ before the first.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>True when it is enough.</summary>
    public bool IsEnough => _since >= patience;

    /// <summary>Takes an epoch's measure, of which more is better: an accuracy, or minus a loss.</summary>
    /// <param name="measure">The measure; NaN is no improvement.</param>
    /// <returns>True if it is the best so far, whose weights are worth keeping.</returns>
    public bool Add(double measure)
    {
        var isBetter = measure > Best + (double.IsNegativeInfinity(Best) ? 0 : least);
        Best = isBetter ? measure : Best;
        _since = isBetter ? 0 : _since + 1;
        return isBetter;
    }
}
