namespace MobileNetGen.Training;

/// <summary>What a batch says of the network.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Correct">How many outputs have their largest score at the right class.</param>
/// <param name="Count">How many outputs count.</param>
public readonly record struct LossResult(double Loss, int Correct, int Count)
{
    /// <summary>The share of the outputs that are right; 0 where none counts.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;
}
