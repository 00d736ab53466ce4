using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>
/// A convolution's weights as those of the convolution that carries gradients back: inputs and outputs change places.
/// </summary>
/// <param name="From">As they are.</param>
/// <param name="To">As they become.</param>
/// <param name="Taps">Positions of the window.</param>
/// <param name="Inputs">What a group of the convolution reads.</param>
/// <param name="Outputs">What all groups of the convolution make.</param>
internal sealed record Repack(WeightShape From, WeightShape To, int Taps, int Inputs, int Outputs, int Groups) : GradientOperation
{
    public override string Kind => "repack";

    public override string DisplayText =>
        $"weights of {Invariant.Format(Taps)}×{Invariant.Format(Inputs)}→{Invariant.Format(Outputs)} the other way round";

    /// <summary>Of a matrix: weights in panels, for the product with the transposed matrix.</summary>
    public static Repack Matrix(WeightShape from, int inputs, int outputs) =>
        new(from, WeightShape.Dense(outputs, inputs, false) with { Element = from.Element }, 1, inputs, outputs, 1);

    /// <summary>Of a transposed convolution: weights for the one with the same window.</summary>
    public static Repack Direct(WeightShape from, Extent kernel, int inputs, int outputs, int groups)
    {
        var to = groups == 1
            ? WeightShape.Convolution(kernel, outputs, inputs, false)
            : WeightShape.Grouped(kernel, outputs / groups, inputs * groups, false);
        return new Repack(from, to with { Element = from.Element }, kernel.Area, inputs, outputs, groups);
    }

    /// <summary>Of a convolution: weights for the transposed one with the same window.</summary>
    public static Repack Transposed(WeightShape from, Extent kernel, int inputs, int outputs, int groups) => new(
        from,
        WeightShape.Transposed(kernel, outputs, inputs * groups, groups, false) with { Element = from.Element },
        kernel.Area,
        inputs,
        outputs,
        groups);
}
