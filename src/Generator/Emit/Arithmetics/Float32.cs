using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Arithmetics;

/// <summary>IEEE 754 binary32.</summary>
internal sealed record Float32() : Arithmetic(ElementType.Float32)
{
    public static readonly Float32 Instance = new();

    public override string Zero => "0f";

    public override string MinValue => "float.NegativeInfinity";

    public override string Literal(double value) => Invariant.Format(value) + "f";

    public override string Literal(float value) => Invariant.Format(value) + "f";

    public override string Count(string number) => number.Contains(' ') ? $"(float)({number})" : "(float)" + number;

    public override string SquareRoot(string value) => $"MathF.Sqrt({Expression.Bare(value)})";

    public override string Apply(Activation activation, string value) => activation.Function switch
    {
        ActivationFunction.None => value,
        ActivationFunction.LeakyRelu or ActivationFunction.Elu => $"{activation.Function}({Expression.Bare(value)}, {Literal(activation.Alpha)})",
        ActivationFunction.Clip when !activation.HasLow => $"AtMost({Expression.Bare(value)}, {Literal(activation.High)})",
        ActivationFunction.Clip when !activation.HasHigh => $"AtLeast({Expression.Bare(value)}, {Literal(activation.Low)})",
        ActivationFunction.Clip => $"Clip({Expression.Bare(value)}, {Literal(activation.Low)}, {Literal(activation.High)})",
        _ => $"{activation.Function}({Expression.Bare(value)})",
    };

    public override string Slope(Activation activation, string value) => activation.Function switch
    {
        ActivationFunction.LeakyRelu
            or ActivationFunction.Elu => $"ActivationSlopes.{activation.Function}({Expression.Bare(value)}, {Literal(activation.Alpha)})",
        ActivationFunction.Clip when !activation.HasLow => $"ActivationSlopes.Below({Expression.Bare(value)}, {Literal(activation.High)})",
        ActivationFunction.Clip when !activation.HasHigh => $"ActivationSlopes.Above({Expression.Bare(value)}, {Literal(activation.Low)})",
        ActivationFunction.Clip => $"ActivationSlopes.Between({Expression.Bare(value)}, {Literal(activation.Low)}, {Literal(activation.High)})",
        _ => $"ActivationSlopes.{activation.Function}({Expression.Bare(value)})",
    };

    public override string Apply(UnaryFunction function, string value) => $"Functions.{function}({Expression.Bare(value)})";

    public override string Exponential(string value) => $"Exponential.Exp({Expression.Bare(value)})";

    public override string Largest(string value, string soFar) => $"Extrema.Maximum({Expression.Bare(value)}, {soFar})";
}
