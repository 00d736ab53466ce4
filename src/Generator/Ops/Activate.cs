using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>An activation as a layer; usually it ends in the kernel of the layer before.</summary>
internal sealed record Activate(Activation Activation) : Operation
{
    private static readonly Property<double> s_slope = Properties.Alpha.Or(Activation.CommonSlope);

    private static readonly Property<double> s_limit = Properties.Alpha.Or(Activation.CommonLimit);

    /// <summary>One kind for each function.</summary>
    public static readonly IReadOnlyList<LayerKind> Layers =
        [.. ActivationName.All.Where(function => function != ActivationFunction.None).Select(For)];

    public override string Kind => ActivationName.Of(Activation);

    public override string DisplayText => Activation.DisplayText;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => Activation.Function switch
    {
        ActivationFunction.LeakyRelu or ActivationFunction.Elu => [Properties.Alpha.Of(Activation.Alpha)],
        ActivationFunction.Clip =>
        [
            .. Properties.Min.If(Activation.HasLow ? Values.Shortest(Activation.Low) : null),
            .. Properties.Max.If(Activation.HasHigh ? Values.Shortest(Activation.High) : null),
        ],
        _ => [],
    };

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) => WeightShape.IntegerFunction(
        Activation.Bounds is null ? Activation.Function.ToString() : "Clip",
        IntegerLayout.TableBytes) with
    { Alpha = Activation.Alpha };

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override Activation? LayerActivation => Activation;

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs)
    {
        if (own.Activation != Activation.None)
        {
            return null;
        }

        // A function alone, and the second one as its epilogue; or one that is both.
        if (producer.Operation.LayerActivation is { } first && producer.Activation == Activation.None && first.Then(Activation) is { } alone)
        {
            return producer.FuseConsumer(own) with { Operation = new Activate(alone) };
        }

        return producer.Operation.AppliesActivation && producer.Activation.Then(Activation) is { } both
            ? producer.FuseConsumer(own) with { Activation = both }
            : null;
    }

    private static LayerKind For(ActivationFunction function)
    {
        var (name, summary) = (ActivationName.Of(new Activation(function)), ActivationName.Formula(function) + ".");
        return function switch
        {
            ActivationFunction.LeakyRelu => new LayerKind(name, summary, EquatableArray.Of<Property>(s_slope), static layer =>
                layer.Add(layer.Name, new Activate(Activation.LeakyRelu(layer.Get(s_slope))))),
            ActivationFunction.Elu => new LayerKind(name, summary, EquatableArray.Of<Property>(s_limit), static layer =>
                layer.Add(layer.Name, new Activate(Activation.Elu(layer.Get(s_limit))))),
            ActivationFunction.Clip => new LayerKind(name, summary, EquatableArray.Of<Property>(Properties.Min, Properties.Max), AddClip),
            _ => new LayerKind(name, summary, EquatableArray<Property>.Empty, layer => layer.Add(layer.Name, new Activate(new Activation(function)))),
        };
    }

    private static void AddClip(LayerScope layer)
    {
        layer.RequireOneOf(Properties.Min, Properties.Max);
        var (low, high) = (layer.Find(Properties.Min), layer.Find(Properties.Max));
        if (low > high)
        {
            layer.Report(Properties.Max, $"\"max\" is {Invariant.Format(high.Value)}, less than \"min\"; {Invariant.Format(low.Value)} or more is accepted.");
        }

        layer.Add(layer.Name, new Activate(Activation.Clip(low ?? double.NegativeInfinity, high ?? double.PositiveInfinity)));
    }

    /// <summary>Where the value's slope is the argument's too, the argument need not be kept until then.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [scope.Apply(new ActivationGradient(Activation), Activation.HasSlopeOfValue ? scope.Output : scope.Inputs[0], scope.Upstream)];
}
