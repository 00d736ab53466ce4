using System.Globalization;

namespace MobileNetGen.Training;

/// <summary>Moves parameters by their gradients, in float32 and in one order.</summary>
public abstract class Optimizer
{
    /// <summary>
    /// How strongly weights are drawn to 0; how, each optimiser says. Kernels alone are, unless <see cref="DecaysAll"/>: a bias, a slope or a batch
    /// normalisation's gamma near 0 is not simpler than another.
    /// </summary>
    public double WeightDecay { get; init; }

    /// <summary>True to let all parameters decay, as PyTorch does unless it is given groups.</summary>
    public bool DecaysAll { get; init; }

    /// <summary>Steps that were made.</summary>
    public int Steps { get; private set; }

    /// <summary>Makes a step of a trainer, after its backward pass.</summary>
    /// <param name="trainer">The trainer, always the same one.</param>
    /// <param name="rate">The learning rate.</param>
    public void Step(NetworkTrainer trainer, double rate)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Step(trainer.Values, trainer.Gradients, trainer.Parameters, rate);
    }

    /// <summary>Makes a step.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="gradients">How the loss changes with each.</param>
    /// <param name="tensors">Where the tensors lie among them; always the same ones.</param>
    /// <param name="rate">The learning rate.</param>
    /// <exception cref="ArgumentException">There are not as many gradients as values.</exception>
    public void Step(Span<float> values, ReadOnlySpan<float> gradients, IReadOnlyList<TrainedTensor> tensors, double rate)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (values.Length != gradients.Length)
        {
            throw new ArgumentException($"there are {gradients.Length} gradients for {values.Length} values; one for each is accepted.", nameof(gradients));
        }

        Steps++;
        Prepare(values.Length);
        foreach (var tensor in tensors)
        {
            Update(
                values.Slice(tensor.Offset, tensor.Length),
                gradients.Slice(tensor.Offset, tensor.Length),
                tensor.Offset,
                DecaysAll || tensor.IsKernel ? (float)WeightDecay : 0,
                (float)rate);
        }
    }

    /// <summary>What is kept of each parameter, to be saved and brought back in place; prepared before.</summary>
    internal abstract IReadOnlyList<float[]> State { get; }

    /// <summary>What it is, with all that decides its steps.</summary>
    internal string DisplayText => string.Create(
        CultureInfo.InvariantCulture,
        $"{Own}, decay {WeightDecay}{(DecaysAll ? " of all" : "")}");

    private protected abstract string Own { get; }

    /// <summary>Goes on after so many steps, with the state as it was.</summary>
    internal void Restore(int steps) => Steps = steps;

    /// <summary>Makes room for what is kept of each parameter, if that was not done.</summary>
    /// <param name="length">How many values there are.</param>
    internal abstract void Prepare(int length);

    /// <summary>Moves a tensor.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="offset">Where it begins among all values.</param>
    /// <param name="decay">How strongly it decays.</param>
    /// <param name="rate">The learning rate.</param>
    private protected abstract void Update(Span<float> values, ReadOnlySpan<float> gradients, int offset, float decay, float rate);
}
