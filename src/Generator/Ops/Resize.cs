using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// A map of another size, which is given, or a whole factor of the input's. Nearest takes the pixel below for asymmetric coordinates, and
/// rounds halves up for the others, as PyTorch (<c>nearest</c>, <c>nearest-exact</c>) and TensorFlow do, unless <see cref="Rounding"/> says otherwise.
/// </summary>
internal sealed record Resize(Extent? Size, Extent? Factor, Interpolation Method, Coordinates Coordinates) : Operation
{
    /// <summary>PyTorch's and ONNX'. TensorFlow and Pillow have −0.5.</summary>
    public const double CommonCoefficient = -0.75;

    public static readonly LayerKind Layer = new(
        "resize",
        "A map of another size, given by either size or factor.",
        EquatableArray.Of<Property>(
            Properties.Size,
            Properties.Factor,
            Properties.Method,
            Properties.Coordinates,
            Properties.Scales,
            Properties.Rounding,
            Properties.CubicCoefficient,
            Properties.Antialias,
            Properties.ExcludeOutside),
        static layer => layer.Add(layer.Name, new Resize(
            layer.Find(Properties.Size),
            layer.Find(Properties.Factor),
            layer.Get(Properties.Method),
            layer.Get(Properties.Coordinates))
        {
            Scales = layer.Find(Properties.Scales),
            Rounding = layer.Find(Properties.Rounding),
            CubicCoefficient = layer.Get(Properties.CubicCoefficient),
            Antialias = layer.Get(Properties.Antialias),
            ExcludeOutside = layer.Get(Properties.ExcludeOutside),
        }));

    /// <summary>What coordinates follow where it is not the quotient of the lengths, as ONNX' <c>scales</c>; they are float32 numbers then, as there.</summary>
    public Scales? Scales { get; init; }

    /// <summary>How <see cref="Interpolation.Nearest"/> finds its pixel; null for what is usual with the coordinates.</summary>
    public Rounding? Rounding { get; init; }

    /// <summary>The slope at distance 1 of the cubic of <see cref="Interpolation.Bicubic"/>. Keys, "Cubic convolution interpolation", 1981.</summary>
    public double CubicCoefficient { get; init; } = CommonCoefficient;

    /// <summary>True to stretch the filter where the map becomes smaller, so that each input pixel counts.</summary>
    public bool Antialias { get; init; }

    /// <summary>True for no weight beyond the map's edges, and the other weights so much larger; false for that of the pixels at the edges.</summary>
    public bool ExcludeOutside { get; init; }

    /// <summary>True if an output is a sum of weights times pixels that tables list for each row and column.</summary>
    public bool IsFiltered => Method == Interpolation.Bicubic || Antialias;

    public Rounding NearestRounding => Rounding ?? UsualRounding;

    private Rounding UsualRounding => Coordinates == Coordinates.Asymmetric ? Ops.Rounding.Floor : Ops.Rounding.RoundPreferCeil;

    public override string Kind => "resize";

    public override string DisplayText => $"resize {Properties.Method.NameOf(Method)}"
        + (Coordinates == Coordinates.HalfPixel ? "" : " " + Properties.Coordinates.NameOf(Coordinates))
        + (Rounding is { } rounding && rounding != UsualRounding ? " " + Properties.Rounding.NameOf(rounding) : "")
        + (Scales is { } scales ? " by " + scales.DisplayText : "")
        + (CubicCoefficient == CommonCoefficient ? "" : " coefficient " + Invariant.Format(CubicCoefficient))
        + (Antialias ? " antialias" : "")
        + (ExcludeOutside ? " inside" : "");

    public override IEnumerable<Member> LayerKeys(Padding? padding) =>
    [
        .. Properties.Size.If(Size),
        .. Properties.Factor.If(Factor),
        Properties.Method.Of(Method),
        .. Properties.Coordinates.Unless(Coordinates),
        .. Properties.Scales.If(Scales),
        .. Properties.Rounding.If(Rounding),
        .. Properties.CubicCoefficient.Unless(CubicCoefficient),
        .. Properties.Antialias.Unless(Antialias),
        .. Properties.ExcludeOutside.Unless(ExcludeOutside),
    ];

    public override bool MovesIntegers => Method == Interpolation.Nearest;

    public override bool TakesIntegers => !IsFiltered;

    public override bool KeepsQuantization => true;

    protected override WeightShape? IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        Method == Interpolation.Bilinear ? WeightShape.IntegerFunction("Bilinear", IntegerLayout.NumbersBytes) : null;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (Size is null == Factor is null)
        {
            return "either \"size\" or \"factor\" says how large the map becomes; give one of them.";
        }

        if (Needless is { } needless)
        {
            return needless;
        }

        if (Size is not { } size)
        {
            return new Upsample(Factor!.Value, Method).InferShape(inputs);
        }

        return Scales?.Problem(inputs[0], size) is { } problem ? problem : inputs[0] with { Height = size.Height, Width = size.Width };
    }

    /// <summary>The output's type says the size, and what is usual need not be said.</summary>
    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) =>
        this with { Size = null, Factor = null, Rounding = NearestRounding == UsualRounding ? null : Rounding };

    /// <summary>What is wrong with a key that would change nothing.</summary>
    private string? Needless =>
        Rounding is not null && Method != Interpolation.Nearest ? $"\"rounding\" is for nearest; leave it out for {Properties.Method.NameOf(Method)}."
        : CubicCoefficient != CommonCoefficient
            && Method != Interpolation.Bicubic ? $"\"cubicCoefficient\" is for bicubic; leave it out for {Properties.Method.NameOf(Method)}."
        : Antialias && Method == Interpolation.Nearest ? "\"antialias\" is for bilinear and bicubic; leave it out for nearest."
        : ExcludeOutside && !IsFiltered ? "\"excludeOutside\" is for bicubic and antialias; leave it out elsewhere."
        : Scales is not null && Coordinates == Coordinates.AlignCorners ? "\"scales\" changes nothing for \"align-corners\"; leave it out."
        : Scales is not null && Size is null ? "\"scales\" goes with \"size\"; give that instead of \"factor\"."
        : null;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [scope.Apply(new ResizeGradient((Resize)ForKernel(scope.InputTypes)), scope.InputTypes[0], scope.Upstream)];
}
