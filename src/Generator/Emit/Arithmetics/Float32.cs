using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Arithmetics;

/// <summary>IEEE 754 binary32.</summary>
internal sealed record Float32() : Arithmetic(ElementType.Float32)
{
    public static readonly Float32 Instance = new();

    public override string Zero => "0f";

    public override string Lowest => "float.NegativeInfinity";

    public override string Literal(double value) => Invariant.Format(value) + "f";

    public override string Literal(float value) => Invariant.Format(value) + "f";

    public override string Count(string number) => number.Contains(' ') ? $"(float)({number})" : "(float)" + number;

    public override string SquareRoot(string value) => $"MathF.Sqrt({value})";
}
