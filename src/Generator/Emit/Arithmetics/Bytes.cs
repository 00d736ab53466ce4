using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Arithmetics;

/// <summary>Integers from 0 to 255 that are moved and compared, and never computed with: kernels of integers have words of their own for that.</summary>
internal sealed record Bytes() : Arithmetic(ElementType.UInt8)
{
    public static readonly Bytes Instance = new();

    public override string Zero => "(byte)0";

    public override string MinValue => "byte.MinValue";

    public override string Literal(double value) => $"(byte){Invariant.Format(value)}";

    public override string Literal(float value) => $"(byte){Invariant.Format(value)}";

    public override string Count(string number) => $"(byte)({number})";

    public override string SquareRoot(string value) => throw Refusal("a root");

    public override string Apply(Activation activation, string value) => activation == Activation.None ? value : throw Refusal(activation.DisplayText);

    public override string Apply(UnaryFunction function, string value) => throw Refusal(function.ToString());

    public override string Slope(Activation activation, string value) => throw Refusal("a slope");

    public override string Exponential(string value) => throw Refusal("an exponential");

    public override string Largest(string value, string soFar) => $"Math.Max({value}, {soFar})";

    private static NotSupportedException Refusal(string what) => new($"{what} of an integer is looked up in a table.");
}
