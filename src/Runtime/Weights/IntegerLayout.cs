namespace MobileNetGen.Weights;

/// <summary>
/// How the packed weights of operations on integers lie in memory. The generator plans with this source and the runtime packs with it, so that
/// they cannot differ. Sums of products begin with a cache line of numbers for all channels; then, for each channel of whole panels, come a bias, a
/// multiplier, the zero point of its weights and, of fixed-point arithmetic, a shift; then the kernel.
/// </summary>
internal static class IntegerLayout
{
    /// <summary>Inputs of one output that lie together: what one instruction adds up.</summary>
    public const int Step = 4;

    /// <summary>Bytes of the numbers that come first.</summary>
    public const int HeaderBytes = PackedLayout.Alignment;

    /// <summary>Where biases begin.</summary>
    public const int BiasAt = HeaderBytes;

    /// <summary>Outputs as whole panels.</summary>
    public static int Padded(int outputs) => (outputs + PackedLayout.PanelWidth - 1) / PackedLayout.PanelWidth * PackedLayout.PanelWidth;

    /// <summary>Inputs as whole steps.</summary>
    public static int Steps(int depth) => (depth + Step - 1) / Step;

    public static int MultiplierAt(int outputs) => BiasAt + (Padded(outputs) * sizeof(int));

    public static int WeightZeroAt(int outputs) => MultiplierAt(outputs) + (Padded(outputs) * sizeof(int));

    public static int ShiftAt(int outputs) => WeightZeroAt(outputs) + (Padded(outputs) * sizeof(int));

    /// <summary>Where the kernel begins.</summary>
    public static int KernelAt(int outputs, bool isFixedPoint) => ShiftAt(outputs) + (isFixedPoint ? Padded(outputs) * sizeof(int) : 0);

    /// <summary>A matrix in panels: <c>[panel][step][output of the panel][input of the step]</c>, filled up with zeros.</summary>
    public static long PanelBytes(int outputs, int depth) => (long)Padded(outputs) * Steps(depth) * Step;

    /// <summary>Rows of numbers for each channel: <c>[tap][channel]</c>.</summary>
    public static long RowBytes(int outputs, int taps) => (long)Padded(outputs) * taps;

    /// <summary>Rows of a window that stand in one lane, in steps of four.</summary>
    public static int TapSteps(int height) => (height + Step - 1) / Step;

    /// <summary>Windows of single channels: <c>[column][step of rows][channel][row of the step]</c>, filled up with zeros.</summary>
    public static long TapBytes(int channels, int height, int width) => (long)Padded(channels) * width * TapSteps(height) * Step;

    /// <summary>What becomes of each integer.</summary>
    public const int TableBytes = 256;

    /// <summary>The numbers of a function, filled up with zeros.</summary>
    public const int NumbersBytes = 128;

    /// <summary>The numbers of softmax: those that it ends with, and an exponential for each distance between two integers.</summary>
    public const int SoftmaxBytes = NumbersBytes + (TableBytes * sizeof(float));
}
