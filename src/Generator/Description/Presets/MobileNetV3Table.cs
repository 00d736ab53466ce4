namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV3's bottlenecks: Howard et al., arXiv:1905.02244, tables 1 and 2, with expansions as factors of the channels that come in,
/// as Keras and timm have them.
/// </summary>
/// <param name="Rows">The bottlenecks.</param>
/// <param name="Features">Channels between pooling and classifier.</param>
internal sealed record MobileNetV3Table(MobileNetV3Row[] Rows, int Features)
{
    public static readonly MobileNetV3Table Large = new(
    [
        new(1, 16, 3, 1, false, false),
        new(4, 24, 3, 2, false, false), new(3, 24, 3, 1, false, false),
        new(3, 40, 5, 2, true, false), new(3, 40, 5, 1, true, false), new(3, 40, 5, 1, true, false),
        new(6, 80, 3, 2, false, true), new(2.5, 80, 3, 1, false, true), new(2.3, 80, 3, 1, false, true), new(2.3, 80, 3, 1, false, true),
        new(6, 112, 3, 1, true, true), new(6, 112, 3, 1, true, true),
        new(6, 160, 5, 2, true, true), new(6, 160, 5, 1, true, true), new(6, 160, 5, 1, true, true),
    ],
    1280);

    public static readonly MobileNetV3Table Small = new(
    [
        new(1, 16, 3, 2, true, false),
        new(72.0 / 16, 24, 3, 2, false, false), new(88.0 / 24, 24, 3, 1, false, false),
        new(4, 40, 5, 2, true, true), new(6, 40, 5, 1, true, true), new(6, 40, 5, 1, true, true),
        new(3, 48, 5, 1, true, true), new(3, 48, 5, 1, true, true),
        new(6, 96, 5, 2, true, true), new(6, 96, 5, 1, true, true), new(6, 96, 5, 1, true, true),
    ],
    1024);

    /// <summary>The networks with neither squeeze-and-excite nor hard-swish nor 5×5 kernels.</summary>
    public MobileNetV3Table Minimalistic() => this with { Rows = [.. Rows.Select(row => row with { Kernel = 3, Squeezes = false, IsHard = false })] };
}

/// <summary>One bottleneck.</summary>
/// <param name="Expansion">The expanded channels as a factor of those that come in.</param>
/// <param name="IsHard">Whether the activation is hard-swish, and not ReLU.</param>
internal sealed record MobileNetV3Row(double Expansion, int Filters, int Kernel, int Stride, bool Squeezes, bool IsHard)
{
    private const double SqueezeRatio = 0.25;

    public Bottleneck Scaled(int inputs, double width)
    {
        var expanded = ChannelWidth.Round(inputs * Expansion);
        var squeezed = Squeezes ? ChannelWidth.Round(expanded * SqueezeRatio) : 0;
        return new Bottleneck(Kernel, expanded, ChannelWidth.Round(Filters * width), Stride, squeezed, IsHard ? "hardSwish" : "relu");
    }
}
