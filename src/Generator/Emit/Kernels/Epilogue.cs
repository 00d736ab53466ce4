using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>What becomes of a sum before it is stored: an activation, and perhaps a residual and another activation.</summary>
/// <param name="Residual">The activation of the sum with the residual; null without one.</param>
internal sealed record Epilogue(Activation Activation, Activation? Residual = null)
{
    /// <summary>True if it takes so many instructions that it is better written once in a loop than for each register.</summary>
    public bool IsLong => Activation.IsLong || Residual is { IsLong: true };

    /// <summary>The text of the value that is stored.</summary>
    /// <param name="residual">Where the residual of the value lies: a ref and an offset.</param>
    public string Of(Dialect dialect, string value, string residual, string offset)
    {
        var activated = Activation.Of(value);
        return Residual is { } sum ? sum.Of($"({activated} + {dialect.Load(residual, offset)})") : activated;
    }
}
