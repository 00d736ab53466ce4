namespace MobileNetGen.Training;

/// <summary>
/// What a network with one input and one output learns from, or is measured on: examples by number. What an example is depends on its number and the epoch
/// alone, so that training can be repeated and gone on with.
/// </summary>
public abstract class TrainingExamples
{
    /// <summary>How many examples there are.</summary>
    public abstract int Count { get; }

    /// <summary>Makes the network's input of examples. A loop calls it on another thread, while the batch before is trained on.</summary>
    /// <param name="examples">Their numbers.</param>
    /// <param name="epoch">Which epoch they are for, from 0 on: augmentation may depend on it.</param>
    /// <param name="inputs">One example after the other.</param>
    public abstract void Read(IReadOnlyList<int> examples, int epoch, Span<float> inputs);

    /// <summary>How far the network's answers are from what was wanted.</summary>
    /// <param name="examples">Their numbers.</param>
    /// <param name="epoch">Which epoch they are for.</param>
    /// <param name="outputs">The network's output for one example after the other.</param>
    /// <param name="gradient">Becomes how the loss changes with each output.</param>
    public abstract LossResult Loss(IReadOnlyList<int> examples, int epoch, ReadOnlySpan<float> outputs, Span<float> gradient);
}
