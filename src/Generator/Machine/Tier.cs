namespace MobileNetGen.Generator.Machine;

/// <summary>A vector width that kernels are emitted for, with what it offers to one loop.</summary>
/// <param name="Lanes">Float32 lanes of a vector.</param>
/// <param name="Registers">Vector registers that a loop may count on where this is the widest tier.</param>
internal sealed record Tier(string Name, int Lanes, int Registers)
{
    public static readonly Tier Vector512 = new("512", 16, 32);

    /// <summary>16 registers: the tier is for CPUs without AVX-512.</summary>
    public static readonly Tier Vector256 = new("256", 8, 16);

    public static readonly Tier Vector128 = new("128", 4, 16);

    public static readonly Tier Scalar = new("Scalar", 1, 16);

    /// <summary>The member of the runtime's <c>SimdTier</c>.</summary>
    public string Member => (Lanes == 1 ? "" : "Vector") + Name;

    /// <summary>Widest first.</summary>
    public static readonly IReadOnlyList<Tier> All = [Vector512, Vector256, Vector128, Scalar];
}
