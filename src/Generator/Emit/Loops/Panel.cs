using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>The channels that lie together in packed weights, and in maps that lie in panels, as kernels name them.</summary>
internal static class Panel
{
    /// <summary>The constant for a panel's channels.</summary>
    public const string Width = "PanelWidth";

    /// <summary>What a kernel declares that has panels.</summary>
    public static readonly (string Name, int Value) Constant = (Width, WeightShape.PanelWidth);

    /// <summary>The first channel after so many panels.</summary>
    public static string End(int panels) => Address.Sum(Address.Times(panels, Width));

    /// <summary>So many channels: the panel's width by its name.</summary>
    public static string Channels(int channels) => channels == WeightShape.PanelWidth ? Width : Support.Invariant.Format(channels);
}
