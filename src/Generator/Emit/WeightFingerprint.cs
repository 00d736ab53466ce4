using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>
/// A hash of a network's table of weights: layouts, names, offsets, extents, epsilons. Networks with the same table have the same packed weights.
/// Packed files have it in their header, so that what is hashed here is part of their format and is no text of C#.
/// </summary>
internal static class WeightFingerprint
{
    public static ulong Of(NetworkProgram program) =>
        StableHash.Of(string.Join("\n", program.Weights.Select(Line).Prepend(Invariant.Format(program.WeightsBytes))));

    private static string Line(PackedWeights weights)
    {
        var shape = weights.Shape;
        return string.Join(
            "|",
            [
                shape.Layout,
                weights.Name,
                Invariant.Format(weights.Offset),
                shape.Element.Name,
                string.Join("×", shape.Extents.Select(Invariant.Format)),
                shape.Bias is { } bias ? bias ? "bias" : "no bias" : "",
                shape.Epsilon is { } epsilon ? Literal.Number(epsilon) : "",
                string.Join(",", weights.BatchNorms.Select(Norm)),
                string.Join(",", weights.InputNorms.Select(Norm)),
                .. weights.Integers is { } integers ? Integers(integers, shape) : [],
            ]);
    }

    private static string[] Integers(IntegerTensors tensors, WeightShape shape) =>
    [
        string.Join(",", tensors.Inputs),
        tensors.Output,
        tensors.Form.Arithmetic.ToString(),
        tensors.Clamp.Identifier,
        tensors.IsSigned is { } isSigned ? isSigned ? "signed" : "unsigned" : "",
        shape.Function ?? "",
        Literal.Number(shape.Alpha),
        Invariant.Format(shape.Count),
    ];

    private static string Norm(NormWeights norm) => $"{norm.Name} {Invariant.Format(norm.Channels)} {Literal.Number(norm.Epsilon)}";
}
