namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// Which taps of a transposed convolution meet an output, along one axis. Output <c>i</c> lies at <c>p = i + crop</c> of the spread map and takes the
/// taps <c>k</c> for which <c>p − k · dilation</c> is a multiple of the stride, whose input is that multiple.
/// </summary>
internal sealed class TransposedTaps(int input, int output, int kernel, int stride, int dilation, int crop)
{
    /// <summary>From one tap of an output to the next.</summary>
    public int Step => stride / Divisor(stride, dilation);

    /// <summary>By the position modulo the stride: the first tap, or the kernel's length where there is none.</summary>
    public IReadOnlyList<int> First => [.. Enumerable.Range(0, stride).Select(FirstOf)];

    /// <summary>By the output modulo the stride: the first output all of whose taps meet the input.</summary>
    public IReadOnlyList<int> InteriorFirst => [.. Enumerable.Range(0, stride).Select(phase => Interior(phase).First)];

    /// <summary>By the output modulo the stride: the output after the last whole tile of <paramref name="tile"/> such outputs.</summary>
    public IReadOnlyList<int> TilesEnd(int tile) => [.. Enumerable.Range(0, stride).Select(phase =>
    {
        var (first, count) = Interior(phase);
        return first + (count / tile * tile * stride);
    })];

    private int FirstOf(int residue)
    {
        for (var tap = 0; tap < Math.Min(kernel, stride); tap++)
        {
            if ((long)tap * dilation % stride == residue)
            {
                return tap;
            }
        }

        return kernel;
    }

    private (int First, int Count) Interior(int phase)
    {
        var first = FirstOf((phase + crop) % stride);
        var inside = new List<int>();
        for (var position = phase; position < output; position += stride)
        {
            var nearest = (position + crop - (first * dilation)) / stride;
            var farthest = nearest - ((kernel - 1 - first) / Step * Step * dilation / stride);
            if (first == kernel || (position + crop >= first * dilation && nearest < input && farthest >= 0))
            {
                inside.Add(position);
            }
        }

        return inside.Count == 0 ? (output, 0) : (inside[0], inside.Count);
    }

    private static int Divisor(int left, int right) => right == 0 ? left : Divisor(right, left % right);
}
