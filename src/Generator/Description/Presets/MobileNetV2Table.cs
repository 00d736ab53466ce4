namespace MobileNetGen.Generator.Description.Presets;

/// <summary>MobileNetV2's bottlenecks: Sandler et al., arXiv:1801.04381, table 2. The first of each group has the stride.</summary>
internal static class MobileNetV2Table
{
    public static readonly (int Expansion, int Filters, int Count, int Stride)[] Groups =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];
}
