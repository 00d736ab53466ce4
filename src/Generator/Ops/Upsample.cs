using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// A map made larger by a whole factor, with half-pixel centres: pixel <c>i</c> is sampled at <c>(i + ½) / factor − ½</c>, clamped to the
/// map.
/// </summary>
internal sealed record Upsample(Extent Factor, Interpolation Method) : Operation
{
    private static readonly Property<Extent> s_factor = Properties.Factor.Or(new Extent(2, 2));

    public static readonly LayerKind Layer = new(
        "upsample",
        "A map made larger by a whole factor, with half-pixel centres.",
        EquatableArray.Of<Property>(s_factor, Properties.UpsampleMethod),
        static layer => layer.Add(layer.Name, new Upsample(layer.Get(s_factor), layer.Get(Properties.UpsampleMethod))));

    public override string Kind => "upsample";

    public override string DisplayText => $"upsample {(Method == Interpolation.Nearest ? "nearest" : "bilinear")} ×{Factor.DisplayShort}";

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [s_factor.Of(Factor), Properties.UpsampleMethod.Of(Method)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var height = (long)inputs[0].Height * Factor.Height;
        var width = (long)inputs[0].Width * Factor.Width;
        return height > int.MaxValue || width > int.MaxValue
            ? $"the factor {Factor.DisplayText} makes the map too large; use a smaller one."
            : inputs[0] with { Height = (int)height, Width = (int)width };
    }

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Resize(null, null, Method, Coordinates.HalfPixel);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [scope.Apply(new ResizeGradient((Resize)ForKernel(scope.InputTypes)), scope.InputTypes[0], scope.Upstream)];
}
