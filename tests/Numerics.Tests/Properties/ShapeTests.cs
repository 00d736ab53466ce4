using CsCheck;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Properties;

/// <summary>The arithmetic of windows against counting, for any size, and that no description makes a pass throw.</summary>
public sealed class ShapeTests
{
    private static readonly Gen<Line> s_line = Gen.Select(
        Gen.Int[1, 40], Gen.Int[1, 9], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 3],
        (length, kernel, stride, dilation, before, after, mode) => new Line(length, kernel, stride, dilation, before, after, mode));

    [Fact]
    public void A_window_has_as_many_places_as_can_be_counted() => s_line.Sample(
        line =>
        {
            var places = Enumerable.Range(0, 1000).Count(place => place % line.Stride == 0 && place + line.Reach <= line.Length + line.Padding.Sum());
            var sees = Math.Max(line.Padding[0], line.Padding[1]) < line.Reach;
            Assert.Equal(places > 0 && sees ? places : null, Height("conv", ", \"filters\": 2", line));
        },
        iter: 3000);

    [Fact]
    public void A_transposed_convolution_has_as_many_places_as_it_reaches() => s_line.Sample(
        line =>
        {
            // TensorFlow's size is that from which the convolution in its own direction makes the input's.
            var reached = Enumerable.Range(0, line.Length)
                .SelectMany(pixel => Enumerable.Range(0, line.Kernel).Select(tap => (pixel * line.Stride) + (tap * line.Dilation)))
                .Max() + 1;
            var expected = line.Mode switch
            {
                0 => line.Length * line.Stride,
                1 => Math.Max(reached, line.Length * line.Stride),
                2 => reached - (line.Reach / 2 * 2),
                _ => reached - line.Before - line.After,
            };
            Assert.Equal(expected > 0 ? expected : null, Height("convTranspose", ", \"filters\": 2", line));
        },
        iter: 3000);

    [Fact]
    public void No_pass_throws() => RandomNetworks.All.Sample(
        network => Assert.NotNull(JsonParser.Parse(network).Then(root => NetworkCompiler.Compile(root, "Net")).Value),
        iter: 2000);

    /// <summary>Of the layer on a map of one column; null if it is refused.</summary>
    private static int? Height(string kind, string more, Line line) => JsonParser.Parse($$"""
        { "input": { "height": {{line.Length}}, "width": 1, "channels": 2 },
          "layers": [ { "kind": "{{kind}}", "kernel": [{{line.Kernel}}, 1], "stride": [{{line.Stride}}, 1], "dilation": [{{line.Dilation}}, 1],
            "padding": {{line.PaddingText}}{{more}} } ] }
        """).Then(root => NetworkCompiler.Graph(root, "Net")).Value?.Types[^1].Height;

    /// <summary>Rows of a map and of a window.</summary>
    private sealed record Line(int Length, int Kernel, int Stride, int Dilation, int Before, int After, int Mode)
    {
        public int Reach => ((Kernel - 1) * Dilation) + 1;

        public string PaddingText => Mode switch
        {
            0 => "\"same\"",
            1 => "\"valid\"",
            2 => "\"symmetric\"",
            _ => $"[{Before}, {After}, 0, 0]",
        };

        /// <summary>Before and after; TensorFlow pads until there are as many places as strides that begin inside.</summary>
        public int[] Padding => Mode switch
        {
            0 => [SameTotal / 2, SameTotal - (SameTotal / 2)],
            1 => [0, 0],
            2 => [Reach / 2, Reach / 2],
            _ => [Before, After],
        };

        private int SameTotal => Math.Max(0, (Enumerable.Range(0, Length).Last(place => place % Stride == 0) + Reach) - Length);
    }
}
