namespace MobileNetGen.Training;

/// <summary>The mean loss of batches, each of which counts as much as it has outputs.</summary>
internal struct RunningLoss
{
    public double Sum { get; set; }

    public int Correct { get; set; }

    public int Count { get; set; }

    public readonly LossResult Result => new(Count == 0 ? 0 : Sum / Count, Correct, Count);

    public void Add(LossResult batch) => (Sum, Correct, Count) = (Sum + (batch.Loss * batch.Count), Correct + batch.Correct, Count + batch.Count);
}
