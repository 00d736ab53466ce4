using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>The two pixels that an output pixel lies between, and the shares of both.</summary>
internal readonly record struct RealSample(int Before, int After, float First, float Second)
{
    /// <summary>As ONNX Runtime finds them, in float32 (<c>SetupUpsampleBilinear</c> of <c>upsamplebase.h</c>).</summary>
    public static IReadOnlyList<RealSample> Of(ResizedAxis axis)
    {
        var followed = axis.Coordinates == Coordinates.AlignCorners ? axis : axis with { Scale = axis.Scale ?? (float)axis.Output / axis.Input };
        return [.. followed.Places.Select(exact =>
        {
            var place = Math.Min(Math.Max((float)exact, 0), axis.Input - 1);
            var before = (int)place;
            var after = Math.Min(before + 1, axis.Input - 1);
            return before == after
                ? new RealSample(before, after, 0.5f, 0.5f)
                : new RealSample(before, after, after - place, place - before);
        })];
    }
}
