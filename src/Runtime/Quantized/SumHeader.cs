namespace MobileNetGen.Quantized;

/// <summary>What all channels of a layer of sums of products share, as its packed weights begin.</summary>
internal struct SumHeader
{
    /// <summary>The output's bytes.</summary>
    public ByteRange Range;

    /// <summary>What the input has for 0, and so its padding.</summary>
    public int InputZero;

    /// <summary>1 where weights have zero points other than 0, so that the sum of a pixel's inputs counts.</summary>
    public int HasWeightZeros;

    /// <summary>1 for fixed-point products that are rounded once, 0 for twice.</summary>
    public int RoundsOnce;
}
