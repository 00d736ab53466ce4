using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Elements;

/// <summary>What an elementwise operation makes of the elements at one place, as C#.</summary>
/// <param name="Name">The operation as a part of an identifier.</param>
/// <param name="Value">The expression, from the operation's elements and a way to load from its weights.</param>
/// <param name="Section">The name of the offset at which the weights have a second value for each channel; null where they have one.</param>
/// <param name="ReadsTwice">True if the expression has its element in two places.</param>
internal sealed record ElementFormula(
    Func<Operation, string> Name,
    Func<Operation, Dialect, IReadOnlyList<string>, Func<string, string>, string> Value,
    string? Section = null,
    bool ReadsTwice = false)
{
    public static readonly ElementFormula Sum = Combining("Add", (dialect, terms) => dialect.Add(terms));

    public static readonly ElementFormula Difference = Combining("Sub", (dialect, terms) => dialect.Subtract(terms));

    public static readonly ElementFormula Product = Combining("Mul", (dialect, factors) => dialect.Multiply(factors));

    public static readonly ElementFormula Quotient = new(_ => "Div", (_, dialect, elements, _) => dialect.Divide(elements[0], elements[1]));

    public static readonly ElementFormula Maximum = new(_ => "Maximum", (_, dialect, elements, _) => elements.Aggregate(dialect.Maximum));

    public static readonly ElementFormula Minimum = new(_ => "Minimum", (_, dialect, elements, _) => elements.Aggregate(dialect.Minimum));

    public static readonly ElementFormula Copy = new(_ => "Copy", (_, _, elements, _) => elements[0]);

    /// <summary>The element that counts for the place.</summary>
    public static readonly ElementFormula Expand = new(_ => "Expand", (_, _, elements, _) => elements[0]);

    /// <summary>An activation that could not be folded.</summary>
    public static readonly ElementFormula Activation = Of<Activate>(
        activate => Literal.Identifier(activate.Activation.Identifier, pascal: true),
        (activate, dialect, elements) => dialect.Arithmetic.Apply(activate.Activation, elements[0]));

    public static readonly ElementFormula Unary = Of<Unary>(
        unary => unary.Function.ToString(),
        (unary, dialect, elements) => dialect.Arithmetic.Apply(unary.Function, elements[0]));

    /// <summary><c>x · scale + offset</c> with one rounding.</summary>
    public static readonly ElementFormula Rescale = Of<Rescale>(
        rescale => $"Rescale{Invariant.Identifier(rescale.Scale)}Plus{Invariant.Identifier(rescale.Offset)}",
        (rescale, dialect, elements) => dialect.MultiplyAdd(elements[0], Constant(dialect, rescale.Scale), Constant(dialect, rescale.Offset)));

    /// <summary>A batch normalisation that could not be folded: <c>x · scale + shift</c> with one rounding.</summary>
    public static readonly ElementFormula ScaleShift = new(
        _ => "ScaleShift",
        (_, dialect, elements, load) => dialect.MultiplyAdd(elements[0], load("Scales"), load("0")),
        Section: "Scales");

    /// <summary>The value times its channel's slope where it is below 0.</summary>
    public static readonly ElementFormula PRelu = new(
        _ => "PRelu",
        (_, dialect, elements, load) => dialect.WhereLess(elements[0], dialect.Zero, dialect.Multiply(elements[0], load("0")), elements[0]),
        ReadsTwice: true);

    /// <summary>The gradient times the activation's derivative at the value.</summary>
    public static readonly ElementFormula ActivationGradient = Of<ActivationGradient>(
        gradient => "GradientOf" + Literal.Identifier(gradient.Activation.Identifier, pascal: true),
        (gradient, dialect, elements) => dialect.Multiply(elements[1], dialect.Arithmetic.Slope(gradient.Activation, elements[0])));

    /// <summary>The gradient where the value is above 0, else times the channel's slope, which is the third input.</summary>
    public static readonly ElementFormula PReluGradient = new(
        _ => "GradientOfPRelu",
        (_, dialect, elements, _) => dialect.Multiply(
            elements[1],
            dialect.WhereLess(dialect.Zero, elements[0], dialect.Broadcast(dialect.Arithmetic.Literal(1.0)), elements[2])));

    /// <summary>The gradient over the number of elements that are as large, or as small; 0 if one is larger, or smaller.</summary>
    public static readonly ElementFormula ExtremeGradient = new(
        operation => ((ExtremeGradient)operation).IsMaximum ? "GradientOfMaximum" : "GradientOfMinimum",
        (operation, dialect, elements, _) =>
        {
            var (one, isMaximum) = (Constant(dialect, 1), ((ExtremeGradient)operation).IsMaximum);
            var others = elements.Skip(2).ToList();

            // Of two elements neither of which is less both count.
            var ties = others.Select(other =>
                dialect.WhereLess(other, elements[1], dialect.Zero, dialect.WhereLess(elements[1], other, dialect.Zero, one)));
            var share = dialect.Divide(elements[0], dialect.Add([one, .. ties]));
            return others.Aggregate(share, (value, other) => isMaximum
                ? dialect.WhereLess(elements[1], other, dialect.Zero, value)
                : dialect.WhereLess(other, elements[1], dialect.Zero, value));
        });

    /// <summary>All inputs, left to right.</summary>
    private static ElementFormula Combining(string name, Func<Dialect, string[], string> join) =>
        new(_ => name, (_, dialect, elements, _) => join(dialect, [.. elements]));

    /// <summary>A formula of what the operation says.</summary>
    private static ElementFormula Of<T>(Func<T, string> name, Func<T, Dialect, IReadOnlyList<string>, string> value)
        where T : Operation => new(operation => name((T)operation), (operation, dialect, elements, _) => value((T)operation, dialect, elements));

    private static string Constant(Dialect dialect, double value) => dialect.Broadcast(dialect.Arithmetic.Literal(value));
}
