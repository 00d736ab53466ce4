using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>An axis that is sampled anew, by ONNX' formulas, which are computed in float32.</summary>
/// <param name="From">Its extent before.</param>
/// <param name="To">Its extent after.</param>
/// <param name="Scale">The factor that coordinates follow, which need not be the quotient of the extents.</param>
internal sealed record OnnxSampledAxis(int From, int To, float Scale)
{
    /// <summary>Part of a pixel that makes no difference: roundings of float32.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>The layer's coordinates that need no scale, in the order in which they are chosen.</summary>
    public static readonly IReadOnlyList<Coordinates> Exact = [Coordinates.HalfPixel, Coordinates.Asymmetric, Coordinates.AlignCorners];

    public bool IsSame => From == To;

    /// <summary>The axis as it is before.</summary>
    public OnnxSampledAxis Kept => new(From, From, 1);

    /// <summary>True if coordinates follow the extents.</summary>
    public bool IsQuotient => Scale == (float)To / From;

    public string DisplayText => $"{From} to {To} by {Invariant.Format(Scale)}";

    public static IReadOnlyList<OnnxSampledAxis> OfScales(IReadOnlyList<int> shape, IReadOnlyList<double> scales) =>
        scales.Count == shape.Count && scales.All(scale => scale is > 0 and < int.MaxValue)
        ? [.. shape.Select((extent, axis) => new OnnxSampledAxis(
            extent,
            (int)Math.Min(MathF.Floor(extent * (float)scales[axis]), int.MaxValue),
            (float)scales[axis]))]
        : throw new ToolException($"its scales are [{string.Join(", ", scales.Select(scale => Invariant.Format(scale)))}]; "
            + $"a positive one for each of {shape.Count} axes is accepted.");

    /// <param name="shape">The extents before.</param>
    /// <param name="sizes">The extents after, or bounds of them.</param>
    /// <param name="policy">Whether the quotient of extents is kept.</param>
    /// <param name="named">The axes that are resized, or null for all.</param>
    public static IReadOnlyList<OnnxSampledAxis> OfSizes(IReadOnlyList<int> shape, IReadOnlyList<int> sizes, string policy, IReadOnlyList<int>? named)
    {
        var axes = named ?? [.. Enumerable.Range(0, shape.Count)];
        var scales = axes.Select(axis => (float)sizes[axis] / shape[axis]).ToList();
        float? common = policy switch
        {
            "stretch" => null,
            "not_larger" => scales.Min(),
            "not_smaller" => scales.Max(),
            _ => throw new ToolException($"its keep_aspect_ratio_policy is {policy}; stretch, not_larger and not_smaller are accepted."),
        };
        return [.. shape.Select((extent, axis) => common is { } scale && axes.Contains(axis)
            ? new OnnxSampledAxis(extent, (int)Math.Clamp(MathF.Round(extent * scale, MidpointRounding.AwayFromZero), 0, int.MaxValue), scale)
            : new OnnxSampledAxis(extent, sizes[axis], (float)sizes[axis] / extent))];
    }

    /// <summary>The layer's coordinates of the same formula.</summary>
    /// <exception cref="ToolException">There are none.</exception>
    public static Coordinates Named(string coordinates) => coordinates switch
    {
        "half_pixel" => Coordinates.HalfPixel,
        "pytorch_half_pixel" => Coordinates.PytorchHalfPixel,
        "half_pixel_symmetric" => Coordinates.HalfPixelSymmetric,
        "align_corners" => Coordinates.AlignCorners,
        "asymmetric" => Coordinates.Asymmetric,
        _ => throw new ToolException($"its coordinates {coordinates} are none of the layer resize at these sizes; half_pixel, half_pixel_symmetric, "
            + "pytorch_half_pixel, align_corners and asymmetric are accepted."),
    };

    /// <exception cref="ToolException">There is no such rounding.</exception>
    public static Rounding RoundingOf(string rounding) => rounding switch
    {
        "floor" => Generator.Ops.Rounding.Floor,
        "ceil" => Generator.Ops.Rounding.Ceil,
        "round_prefer_floor" => Generator.Ops.Rounding.RoundPreferFloor,
        "round_prefer_ceil" => Generator.Ops.Rounding.RoundPreferCeil,
        _ => throw new ToolException($"its nearest_mode is {rounding}; floor, ceil, round_prefer_floor and round_prefer_ceil are accepted."),
    };

    /// <summary>True if the layer <c>resize</c> samples this axis at the same places without a scale, and rounds as is usual.</summary>
    public bool IsSampledAs(Coordinates candidate, Interpolation method, string coordinates, string rounding) =>
        (IsSame && Scale == 1) || Enumerable.Range(0, To).All(place =>
    {
        var (asked, given) = (Source(place, coordinates), Source(place, candidate));
        return method == Interpolation.Nearest
            ? Clamp(Rounded(asked, rounding)) == Clamp(candidate == Coordinates.Asymmetric ? (long)place * From / To : Math.Floor(given + 0.5))
            : Math.Abs(Clamp(asked) - Clamp(given)) < Tolerance;
    });

    private double Source(int place, Coordinates candidate) => candidate switch
    {
        Coordinates.HalfPixel => ((place + 0.5) * From / To) - 0.5,
        Coordinates.AlignCorners => To == 1 ? 0 : (double)place * (From - 1) / (To - 1),
        _ => (double)place * From / To,
    };

    private float Source(int place, string coordinates) => coordinates switch
    {
        "half_pixel" => HalfPixel(place),
        "pytorch_half_pixel" => To == 1 ? 0 : HalfPixel(place),
        "half_pixel_symmetric" => (From / 2f * (1 - (To / (Scale * From)))) + HalfPixel(place),
        "align_corners" => To == 1 ? 0 : (float)place * (From - 1) / (To - 1),
        "asymmetric" => place / Scale,
        "tf_half_pixel_for_nn" => (place + 0.5f) / Scale,
        _ => throw new ToolException($"its coordinate_transformation_mode is {coordinates}; half_pixel, half_pixel_symmetric, pytorch_half_pixel, "
            + "align_corners, asymmetric and tf_half_pixel_for_nn are accepted."),
    };

    private float HalfPixel(int place) => ((place + 0.5f) / Scale) - 0.5f;

    private static double Rounded(float place, string rounding) => RoundingOf(rounding) switch
    {
        Rounding.Floor => MathF.Floor(place),
        Rounding.Ceil => MathF.Ceiling(place),
        Rounding.RoundPreferFloor => MathF.Ceiling(place - 0.5f),
        _ => MathF.Floor(place + 0.5f),
    };

    private double Clamp(double place) => Math.Clamp(place, 0, From - 1);
}
