using MobileNetGen.Tool.Formats.TfLite;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Operators on a map of two rows, two columns and two channels, 1 to 8 in the order of memory.</summary>
public sealed class TfLiteOperatorTests
{
    private static readonly float[] s_map = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void PartsOfASplitAreStackedAlongANewAxis() => Assert.Equal([1, 2, 5, 6, 3, 4, 7, 8], Answer([2, 2, 2], (file, x, y) =>
    {
        var (left, right) = (file.Tensor("left", [1, 2, 1, 2]), file.Tensor("right", [1, 2, 1, 2]));
        var (first, second) = (file.Tensor("first", [2, 2]), file.Tensor("second", [2, 2]));
        file.Operator("SPLIT", [file.Integers("axis", 2), x], [left, right], "SplitOptions", (0, 2));
        file.Operator("SQUEEZE", [left], [first], "SqueezeOptions", (0, file.Vector<int>([0, 2])));
        file.Operator("SQUEEZE", [right], [second], "SqueezeOptions", (0, file.Vector<int>([0, 2])));
        file.Operator("PACK", [first, second], [y], "PackOptions", (0, 2));
    }));

    [Fact]
    public void AStridedSliceGoesBackwardsAndTakesAnAxisAway() => Assert.Equal([8, 7, 6, 5], Answer([1, 2, 2], (file, x, y) =>
        file.Operator(
            "STRIDED_SLICE",
            [x, file.Integers("b", 0, 1, 0, 0), file.Integers("e", 1, 0, 0, 0), file.Integers("s", 1, 1, -1, -1)],
            [y],
            "StridedSliceOptions",
            (0, 0b1100),
            (1, 0b1100),
            (4, 0b0010))));

    [Fact]
    public void ASliceOfMinusOneIsTheRest() => Assert.Equal([4, 8], Answer([1, 2, 1, 1], (file, x, y) =>
        file.Operator("SLICE", [x, file.Integers("b", 0, 0, 1, 1), file.Integers("n", 1, -1, 1, -1)], [y])));

    [Fact]
    public void UnitLengthIsTakenOverChannels() => Assert.Equal(
        [.. s_map.Chunk(2).SelectMany(pixel => pixel.Select(value => value / MathF.Sqrt((pixel[0] * pixel[0]) + (pixel[1] * pixel[1]))))],
        Answer([1, 2, 2, 2], (file, x, y) => file.Operator("L2_NORMALIZATION", [x], [y], "L2NormOptions")),
        (expected, actual) => Math.Abs(expected - actual) < 1e-6f);

    [Fact]
    public void TheSmallestOfAnyAxesIsKept() => Assert.Equal([1, 5], Answer([1, 2], (file, x, y) =>
        file.Operator("REDUCE_MIN", [x, file.Integers("a", 2, -1)], [y], "ReducerOptions")));

    [Fact]
    public void AReflectedBorderLeavesOutTheEdge() => Assert.Equal([3, 4, 1, 2, 3, 4, 7, 8, 5, 6, 7, 8], Answer([1, 2, 3, 2], (file, x, y) =>
        file.Operator("MIRROR_PAD", [x, Pairs(file, 0, 0, 0, 0, 1, 0, 0, 0)], [y], "MirrorPadOptions")));

    [Fact]
    public void BlocksBecomeChannels() => Assert.Equal(s_map, Answer([1, 1, 1, 8], (file, x, y) =>
        file.Operator("SPACE_TO_DEPTH", [x], [y], "SpaceToDepthOptions", (0, 2))));

    [Fact]
    public void ATensorLargerThanNumbersOfEachColumn() => Assert.Equal([5, 5, 4, 4, 5, 6, 7, 8], Answer([1, 2, 2, 2], (file, x, y) =>
        file.Operator("MAXIMUM", [file.Constant("c", [2, 1], 5, 4), x], [y])));

    [Fact]
    public void AQuotientHasTheDividendFirst() => Assert.Equal([2, 1, 2f / 3, 0.5f, 0.4f, 1f / 3, 2f / 7, 0.25f], Answer([1, 2, 2, 2], (file, x, y) =>
        file.Operator("DIV", [file.Constant("c", [1], 2), x], [y], "DivOptions")));

    private static int Pairs(TfLiteFile file, params int[] values) =>
        file.Bytes("p", [values.Length / 2, 2], TfLiteType.Int32, [.. values.SelectMany(BitConverter.GetBytes)]);

    private static float[] Answer(int[] shape, Action<TfLiteFile, int, int> draw) => Imported.Answers(
        TfLiteImporter.Import(TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 2, 2, 2]), file.Tensor("y", shape));
            draw(file, x, y);
            return ([x], [y]);
        })),
        s_map)[0];
}
