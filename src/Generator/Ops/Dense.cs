using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>A fully connected layer on a vector.</summary>
internal sealed record Dense(int Units, bool Bias) : Operation
{
    private static readonly Property<bool> s_bias = Properties.Bias.Or(true);

    public static readonly LayerKind Layer = new(
        "dense",
        "A fully connected layer on a vector.",
        EquatableArray.Of<Property>(Properties.Units, s_bias, Properties.DenseActivation),
        static layer =>
        {
            layer.Add(layer.Name, new Dense(layer.Require(Properties.Units), layer.Get(s_bias)));
            layer.AddHead(layer.Name, layer.Get(Properties.DenseActivation));
        });

    public override string Kind => "dense";

    public override bool FoldsBatchNorm => true;

    public override bool TakesIntegers => true;

    public override bool IsIntegerMatrix => true;

    public override bool AppliesActivation => true;

    public override BlockRole Role => BlockRole.Vector;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Units.Of(Units), .. s_bias.Unless(Bias)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0].IsVector
        ? new TensorType(1, 1, Units) { Element = inputs[0].Element }
        : "dense takes a vector; put globalAveragePool or flatten before it.";

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        new(((long)inputs[0].Channels * Units) + (Bias ? Units : 0));

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        (long)inputs[0].Channels * Units;

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => this with { Bias = true };

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerDense(inputs[0].Channels, Units, Bias, Integers!);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) =>
        WeightShape.Dense(inputs[0].Channels, Units, Bias);

    public override MatrixWork Work(IReadOnlyList<TensorType> inputs, TensorType output) =>
        new(1, Units, inputs[0].Channels) { Element = inputs[0].Element };

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) => InputFolding.OfWhole(producer, own);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var (input, shape) = (scope.InputTypes[0], Weights(scope.InputTypes)!);
        scope.ApplyToWeights(new MatrixGradient(shape), scope.Inputs[0], scope.Upstream);
        return
        [
            scope.Needs(0)
                ? scope.ApplyWithWeights(new Dense(input.Channels, false), input, scope.Upstream, scope.Repack(Repack.Matrix(shape, input.Channels, Units)))
                : null,
        ];
    }
}
