using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// Batch normalisation with the statistics of training: <c>(x − mean) / √(variance + epsilon) · gamma + beta</c> for each channel.
/// Ioffe and Szegedy, arXiv:1502.03167.
/// </summary>
internal sealed record BatchNorm(double Epsilon) : Operation
{
    public static readonly LayerKind Layer = new(
        "batchNorm",
        "Batch normalisation with the statistics of training. It is folded into a convolution or dense layer before it.",
        EquatableArray.Of<Property>(Properties.Epsilon),
        static layer => layer.Add(layer.Name, new BatchNorm(layer.Epsilon())));

    public override string Kind => "batchNorm";

    public override double? NormEpsilon => Epsilon;

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Epsilon.Of(Epsilon)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) =>
        ParameterCount.OfNormalisation(inputs[0].Channels);

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new BatchNorm(0);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) =>
        WeightShape.ScaleShift(inputs[0].Channels, Epsilon);

    public override bool FoldsBatchNorm => true;

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        producer.Operation.FoldsBatchNorm && producer.Activation == Activation.None
            ? producer.FuseConsumer(own) with
            {
                BatchNorms = producer.BatchNorms.Append(new FoldedBatchNorm(own.Name, Epsilon)).Concat(own.BatchNorms).ToEquatable(),
            }
            : null;

    /// <summary>In training, the moments are the batch's, or the running ones where they are frozen.</summary>
    public override int Train(ForwardScope scope)
    {
        var parameters = scope.Parameters(WeightShape.Normalization(scope.Input));
        var moments = scope.ApplyToBatch(" moments", new BatchMoments(Epsilon), scope.Input with { Height = 1, Width = 3 }, parameters);
        scope.Follow(moments, parameters);
        return scope.Apply(new NormalizeBatch(), moments, parameters);
    }
}
