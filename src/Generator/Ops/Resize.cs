using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

internal enum Interpolation
{
    Nearest,
    Bilinear,
}

/// <summary>Where an output pixel <c>i</c> lies in the input, by the lengths <c>in</c> and <c>out</c> of an axis; beyond its edges is clamped.</summary>
internal enum Coordinates
{
    /// <summary><c>(i + ½) · in / out − ½</c>: TensorFlow's, PyTorch's and Pillow's.</summary>
    HalfPixel,

    /// <summary><c>i · (in − 1) / (out − 1)</c>: the corner pixels lie on each other.</summary>
    AlignCorners,

    /// <summary><c>i · in / out</c>: TensorFlow's of old.</summary>
    Asymmetric,
}

/// <summary>
/// A map of another size, which is given, or a whole factor of the input's. Nearest takes the pixel below for asymmetric coordinates,
/// and rounds halves up for the others, as PyTorch (<c>nearest</c>, <c>nearest-exact</c>) and TensorFlow do.
/// </summary>
internal sealed record Resize(Extent? Size, Extent? Factor, Interpolation Method, Coordinates Coordinates) : Operation
{
    public static readonly LayerKind Layer = new(
        "resize",
        "A map of another size, given by either size or factor.",
        EquatableArray.Of<Property>(Properties.Size, Properties.Factor, Properties.Method, Properties.Coordinates),
        static layer => layer.Add(layer.Name, new Resize(
            layer.Find(Properties.Size),
            layer.Find(Properties.Factor),
            layer.Get(Properties.Method, Interpolation.Bilinear),
            layer.Get(Properties.Coordinates, Coordinates.HalfPixel))));

    public override string Kind => "resize";

    public override string Shown => (Method == Interpolation.Nearest ? "resize nearest" : "resize bilinear")
        + Coordinates switch
        {
            Coordinates.AlignCorners => " align-corners",
            Coordinates.Asymmetric => " asymmetric",
            _ => "",
        };

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        if (Size is null == Factor is null)
        {
            return "either \"size\" or \"factor\" says how large the map becomes; give one of them.";
        }

        return Size is { } size
            ? inputs[0] with { Height = size.Height, Width = size.Width }
            : new Upsample(Factor!.Value, Method).InferShape(inputs);
    }

    /// <summary>The output's type says the size.</summary>
    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => this with { Size = null, Factor = null };
}
