using MobileNetGen.Numerics.Tests.Built;
using MobileNetGen.Training;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Images of noise in which a third of the elements is brighter: which one is to be learnt.</summary>
internal sealed class BrightThirds(int count, ulong seed) : TrainingExamples
{
    public const int Classes = 3;

    private readonly CrossEntropyLoss _loss = new() { Smoothing = 0.1 };

    /// <summary>Of this example the input is no number.</summary>
    public int? Broken { get; init; }

    public override int Count => count;

    public static int LabelOf(int example) => example % Classes;

    public override void Read(IReadOnlyList<int> examples, int epoch, Span<float> inputs)
    {
        var length = inputs.Length / examples.Count;
        for (var index = 0; index < inputs.Length; index++)
        {
            var example = examples[index / length];
            var random = (float)new Random((int)seed + (example * 7919) + (index % length) + (epoch * 31)).NextDouble();
            inputs[index] = example == Broken ? float.NaN : random + (index % length / (length / Classes) == LabelOf(example) ? 0.5f : 0);
        }
    }

    public override LossResult Loss(IReadOnlyList<int> examples, int epoch, ReadOnlySpan<float> outputs, Span<float> gradient) =>
        _loss.Apply(outputs, [.. examples.Select(LabelOf)], gradient);
}
