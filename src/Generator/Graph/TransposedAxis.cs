namespace MobileNetGen.Generator.Graph;

/// <summary>
/// Rows or columns of a transposed convolution: the whole spread map without <paramref name="Before"/> and <paramref name="After"/> of it,
/// which is below 0 where pixels are added.
/// </summary>
internal readonly record struct TransposedAxis(int Before, int After, long Output)
{
    public static TransposedAxis Of(PaddingMode mode, int input, int kernel, int stride, int dilation, int before, int after, int added)
    {
        var reach = ((kernel - 1) * dilation) + 1;
        var whole = (((long)input - 1) * stride) + reach;
        var unused = Math.Max(stride - reach, 0);
        return mode switch
        {
            // TensorFlow pads the convolution that this one turns round, and that gives back a map of input × stride.
            PaddingMode.Same => Cut(Math.Max(reach - stride, 0) / 2, Math.Max(reach - stride, 0) - (Math.Max(reach - stride, 0) / 2) - unused),
            PaddingMode.Valid => Cut(0, -unused - added),
            PaddingMode.Symmetric => Cut(reach / 2, (reach / 2) - added),
            _ => Cut(before, after - added),
        };

        TransposedAxis Cut(int first, int last) => new(first, last, whole - first - last);
    }
}
