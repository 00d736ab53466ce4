namespace MobileNetGen.CompilerServices;

/// <summary>What an input or output of integers is: one that is no floats.</summary>
/// <param name="offset">Where in the packed weights it says what the integers stand for, in bytes.</param>
/// <param name="isSigned">True for −128 to 127, false for 0 to 255.</param>
public sealed class PortIntegers(long offset, bool isSigned)
{
    /// <summary>Where in the packed weights it says what the integers stand for, in bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>True for −128 to 127, false for 0 to 255.</summary>
    public bool IsSigned { get; } = isSigned;
}
