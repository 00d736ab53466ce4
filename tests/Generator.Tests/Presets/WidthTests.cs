using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>Channels of scaled networks, computed by hand from each reference's rounding.</summary>
public sealed class WidthTests
{
    /// <summary>Keras cuts to integers: 32, 64, 128 … times 0.75.</summary>
    [Fact]
    public void MobileNetV1_of_Keras() => Check(
        """ "preset": "mobilenet-v1", "width": 0.75 """,
        [24, 48, 96, 96, 192, 192, 384, 384, 384, 384, 384, 384, 768, 768, 1000]);

    /// <summary>As Keras, and no fewer than 8: 32 · 0.05 = 1.6, 256 · 0.05 = 12.8.</summary>
    [Fact]
    public void MobileNetV1_of_transformers() => Check(
        """ "preset": "mobilenet-v1", "flavor": "transformers", "width": 0.05 """,
        [8, 8, 8, 8, 12, 12, 25, 25, 25, 25, 25, 25, 51, 51, 1000]);

    /// <summary>
    /// 16 · 0.35 = 5.6 → 8, 24 · 0.35 = 8.4 → 8, 64 · 0.35 = 22.4 → 24, 96 · 0.35 = 33.6 → 32, 160 · 0.35 = 56, 320 · 0.35 = 112; the last
    /// convolution keeps 1280.
    /// </summary>
    [Theory]
    [InlineData("keras")]
    [InlineData("torchvision")]
    public void Narrow_MobileNetV2(string flavor) => Check(
        $""" "preset": "mobilenet-v2", "flavor": "{flavor}", "width": 0.35 """,
        [16, 8, 48, 8, 48, 8, 48, 16, 96, 16, 96, 16, 96, 24, 144, 24, 144, 24, 144, 24, 144, 32, 192, 32, 192, 32, 192, 56, 336, 56, 336, 56, 336, 112, 1280]);

    /// <summary>32 · 1.4 = 44.8 → 48, 16 → 24, 24 → 32, 64 → 88, 96 → 136, 160 → 224, 320 → 448, 1280 → 1792.</summary>
    [Theory]
    [InlineData("keras")]
    [InlineData("torchvision")]
    public void Wide_MobileNetV2(string flavor) => Check(
        $""" "preset": "mobilenet-v2", "flavor": "{flavor}", "width": 1.4 """,
        [
            48, 24, 144, 32, 192, 32, 192, 48, 288, 48, 288, 48, 288, 88, 528, 88, 528,
            88, 528, 88, 528, 136, 816, 136, 816, 136, 816, 224, 1344, 224, 1344, 224, 1344, 448, 1792,
        ]);

    /// <summary>
    /// torchvision scales the expanded channels: 64 · 0.75 = 48, 200 · 0.75 = 150 → 152, 184 · 0.75 = 138 → 136, and the features, 960.
    /// Squeeze-and-excite has a quarter: 56 / 4 = 14 → 16, 88 / 4 = 22 → 24.
    /// </summary>
    [Fact]
    public void MobileNetV3_Large_of_torchvision() => Check(
        """ "preset": "mobilenet-v3-large", "flavor": "torchvision", "width": 0.75 """,
        [
            16, 16, 48, 24, 56, 24, 56, 16, 56, 32, 88, 24, 88, 32, 88, 24, 88, 32, 184, 64, 152, 64, 136, 64, 136, 64,
            360, 88, 360, 88, 504, 128, 504, 88, 504, 128, 504, 120, 720, 184, 720, 120, 720, 184, 720, 120, 720,
        ]);

    /// <summary>Keras multiplies the scaled input: 24 · 2.5 and so on; the first convolution keeps 16, conv_2 keeps 1280.</summary>
    [Fact]
    public void MobileNetV3_Large_of_Keras() => Check(
        """ "preset": "mobilenet-v3-large", "flavor": "keras", "width": 0.75 """,
        [
            16, 16, 64, 24, 72, 24, 72, 24, 72, 32, 96, 24, 96, 32, 96, 24, 96, 32, 192, 64, 160, 64, 144, 64, 144, 64,
            384, 96, 384, 88, 528, 136, 528, 88, 528, 136, 528, 120, 720, 184, 720, 120, 720, 184, 720, 120, 720, 1280, 1000,
        ]);

    /// <summary>
    /// timm keeps 16 in the stem and 1024 in the head; 24 · 0.5 = 12 → 16, 40 · 0.5 = 20 → 24, and expansions are factors of what comes in:
    /// 8 · 4.5 = 36 → 40, 16 · 3.67 = 58.7 → 56, with a quarter in squeeze-and-excite: 144 / 4 = 36 → 40.
    /// </summary>
    [Fact]
    public void MobileNetV3_Small_of_timm() => Check(
        """ "preset": "mobilenet-v3-small", "flavor": "timm", "width": 0.5 """,
        [
            16, 8, 16, 8, 40, 16, 56, 16, 64, 16, 64, 24, 144, 40, 144, 24, 144, 40, 144, 24, 72, 24, 72, 24, 72, 24, 72, 24,
            144, 40, 144, 48, 288, 72, 288, 48, 288, 72, 288, 48, 288, 1024,
        ]);

    /// <summary>Multiples of 8: 32 · 0.35 = 11.2 → 16, 64 → 24, 128 → 48, 256 → 88, 512 → 176, 1024 → 360.</summary>
    [Fact]
    public void MobileNetV1_of_timm() => Check(
        """ "preset": "mobilenet-v1", "flavor": "timm", "width": 0.35 """,
        [16, 24, 48, 48, 88, 88, 176, 176, 176, 176, 176, 176, 360, 360]);

    /// <summary>timm keeps the stem of a narrower network and the head: 96 · 0.5 = 48, 64 · 0.5 = 32, 960 · 0.5 = 480.</summary>
    [Fact]
    public void MobileNetV4_Conv_Small_of_timm() => Check(
        """ "preset": "mobilenet-v4-conv-small", "width": 0.5 """,
        [32, 16, 16, 48, 32, 96, 48, 96, 48, 96, 48, 96, 48, 96, 48, 192, 48, 288, 64, 256, 64, 256, 64, 192, 64, 256, 64, 256, 64, 480, 1280]);

    /// <summary>Outputs of every convolution but depthwise ones, in order.</summary>
    private static void Check(string members, int[] filters) => Assert.Equal(
        filters,
        Passes.Graph($"{{ {members} }}").Graph.Nodes.Select(node => node.Operation).OfType<Convolution>().Select(convolution => convolution.Filters));
}
