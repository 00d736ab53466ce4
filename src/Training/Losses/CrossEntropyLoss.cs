namespace MobileNetGen.Training;

/// <summary>
/// Cross entropy of the softmax of scores, for one label an output: an image, or each pixel of one. With smoothing, the right class is asked for
/// <c>1 − smoothing + smoothing / classes</c>, the others for <c>smoothing / classes</c> (Szegedy et al., arXiv:1512.00567, section 7).
/// </summary>
public sealed class CrossEntropyLoss
{
    /// <summary>The share that all classes divide among them.</summary>
    public double Smoothing { get; init; }

    /// <summary>How much each class counts; null for all the same.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>True to divide by the number of outputs, as Keras does; false for the sum of their labels' weights, as PyTorch does.</summary>
    public bool DividesByCount { get; init; }

    /// <summary>The label of outputs that do not count; null for none.</summary>
    public int? IgnoredLabel { get; init; }

    /// <summary>The mean loss of outputs with one label each. Where no output counts, it is 0, and so is the gradient.</summary>
    /// <param name="scores">output × class.</param>
    /// <param name="labels">The right class of each output.</param>
    /// <param name="gradient">output × class: becomes how the mean loss changes with each score.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is no class.</exception>
    public LossResult Apply(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        var classes = Classes(scores, labels.Length, gradient);
        var divisor = Divisor(labels, classes);
        var (loss, correct, count) = (0.0, 0, 0);
        Span<double> targets = new double[classes];
        for (var output = 0; output < labels.Length; output++)
        {
            var label = labels[output];
            var change = gradient.Slice(output * classes, classes);
            if (label == IgnoredLabel)
            {
                change.Clear();
                continue;
            }

            for (var index = 0; index < classes; index++)
            {
                targets[index] = WeightOf(index) * ((Smoothing / classes) + (index == label ? 1 - Smoothing : 0));
            }

            var row = scores.Slice(output * classes, classes);
            loss += SoftmaxLoss.Apply(row, targets, divisor, change);
            correct += SoftmaxLoss.IndexOfLargest(row) == label ? 1 : 0;
            count++;
        }

        return new LossResult(count == 0 ? 0 : loss / divisor, correct, count);
    }

    /// <summary>The mean loss of outputs of which each has a share of every class, as mixup gives them.</summary>
    /// <param name="scores">output × class.</param>
    /// <param name="shares">output × class.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="gradient">output × class: becomes how the mean loss changes with each score.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public LossResult Apply(ReadOnlySpan<float> scores, ReadOnlySpan<float> shares, int classes, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (shares.Length != scores.Length || Classes(scores, scores.Length / classes, gradient) != classes)
        {
            throw new ArgumentException($"there are {shares.Length} shares for {scores.Length} scores of {classes} classes.", nameof(shares));
        }

        var outputs = scores.Length / classes;
        var (loss, correct) = (0.0, 0);
        Span<double> targets = new double[classes];
        for (var output = 0; output < outputs; output++)
        {
            var row = scores.Slice(output * classes, classes);
            var wanted = shares.Slice(output * classes, classes);
            for (var index = 0; index < classes; index++)
            {
                targets[index] = WeightOf(index) * ((Smoothing / classes) + ((1 - Smoothing) * wanted[index]));
            }

            loss += SoftmaxLoss.Apply(row, targets, outputs, gradient.Slice(output * classes, classes));
            correct += SoftmaxLoss.IndexOfLargest(row) == SoftmaxLoss.IndexOfLargest(wanted) ? 1 : 0;
        }

        return new LossResult(outputs == 0 ? 0 : loss / outputs, correct, outputs);
    }

    private double Divisor(ReadOnlySpan<int> labels, int classes)
    {
        var (sum, count) = (0.0, 0);
        foreach (var label in labels)
        {
            if (label == IgnoredLabel)
            {
                continue;
            }

            if ((uint)label >= classes)
            {
                throw new ArgumentException($"a label is {label}; 0 to {classes - 1} are accepted.", nameof(labels));
            }

            sum += WeightOf(label);
            count++;
        }

        return DividesByCount ? count : sum;
    }

    private double WeightOf(int index) => ClassWeights?[index] ?? 1;

    private int Classes(ReadOnlySpan<float> scores, int outputs, Span<float> gradient)
    {
        if (outputs == 0 || scores.Length % outputs != 0 || gradient.Length != scores.Length)
        {
            throw new ArgumentException($"there are {scores.Length} scores and {gradient.Length} gradients for {outputs} outputs.", nameof(scores));
        }

        var classes = scores.Length / outputs;
        return ClassWeights is null || ClassWeights.Count == classes
            ? classes
            : throw new ArgumentException($"there are {ClassWeights.Count} weights for {classes} classes.", nameof(scores));
    }
}
