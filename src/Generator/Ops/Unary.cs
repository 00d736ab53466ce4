using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>Functions that are arithmetic rather than activations: some values have no result, so that NaN or ∞ comes out.</summary>
internal enum UnaryFunction
{
    Abs,
    Erf,
    Exp,
    Log,
    Sqrt,
}

/// <summary>A function of each element.</summary>
internal sealed record Unary(UnaryFunction Function) : Operation
{
    public static readonly IReadOnlyList<LayerKind> Layers =
    [
        Layer(UnaryFunction.Abs, "The absolute value of each element."),
        Layer(UnaryFunction.Erf, "The error function of each element."),
        Layer(UnaryFunction.Exp, "exp(x) of each element."),
        Layer(UnaryFunction.Log, "The natural logarithm of each element: −∞ of 0, NaN below."),
        Layer(UnaryFunction.Sqrt, "The square root of each element: NaN below 0."),
    ];

    /// <summary>The gradient where the argument is above 0.</summary>
    private static readonly ActivationGradient s_step = new(Activation.Relu);

    public override string Kind => KindOf(Function);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    private static string KindOf(UnaryFunction function) => function.ToString().ToLowerInvariant();

    private static LayerKind Layer(UnaryFunction function, string summary) =>
        new(KindOf(function), summary, EquatableArray<Property>.Empty, layer => layer.Add(layer.Name, new Unary(function)));

    /// <summary>
    /// With the function's value y: <c>g · y</c> for exp, <c>g / 2y</c> for the root, <c>g / x</c> for the logarithm,
    /// <c>g · exp(−x²) · 2/√π</c> for the error function, and g with the sign of x for the absolute value, 0 at 0.
    /// </summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => Function switch
    {
        UnaryFunction.Exp => [scope.Apply(new Mul(), scope.Upstream, scope.Output)],
        UnaryFunction.Sqrt => [scope.Apply(new Rescale(0.5, 0), scope.Apply(new Div(), scope.Upstream, scope.Output))],
        UnaryFunction.Log => [scope.Apply(new Div(), scope.Upstream, scope.Inputs[0])],
        UnaryFunction.Erf => [scope.Apply(new Mul(), scope.Upstream, Density(scope))],
        _ =>
        [
            scope.Apply(
                new Sub(),
                scope.Apply(s_step, scope.Inputs[0], scope.Upstream),
                scope.Apply(s_step, scope.Apply(new Rescale(-1, 0), scope.Inputs[0]), scope.Upstream)),
        ],
    };

    private static int Density(BackwardScope scope)
    {
        var square = scope.Apply(new Rescale(-1, 0), scope.Apply(new Mul(), scope.Inputs[0], scope.Inputs[0]));
        return scope.Apply(new Rescale(2 / Math.Sqrt(Math.PI), 0), scope.Apply(new Unary(UnaryFunction.Exp), square));
    }
}
