namespace MobileNetGen;

/// <summary>
/// For each output position the input positions that it is made of, and their shares as fixed-point numbers:
/// the arithmetic of Pillow's <c>Resample.c</c> for 8-bit images, reproduced so that results are the same bytes.
/// </summary>
internal sealed class ResampleFilter
{
    /// <summary>32 bits less 8 of the pixel and 2 of headroom.</summary>
    private const int PrecisionBits = 32 - 8 - 2;

    private ResizeMethod _method;
    private int _input;
    private int _output;
    private int _reach;
    private int[] _first = [];
    private int[] _count = [];
    private int[] _shares = [];

    /// <summary>Prepares the filter for a change of length; nothing happens if it is prepared already.</summary>
    public void Prepare(ResizeMethod method, int input, int output)
    {
        if (_method == method && _input == input && _output == output)
        {
            return;
        }

        var scale = (double)input / output;
        var stretch = Math.Max(scale, 1);
        var support = (method == ResizeMethod.BicubicAntialias ? 2 : 1) * stretch;
        var perStretch = 1 / stretch;
        _reach = ((int)Math.Ceiling(support) * 2) + 1;
        _first = new int[output];
        _count = new int[output];
        _shares = new int[output * _reach];
        var weights = new double[_reach];
        for (var position = 0; position < output; position++)
        {
            var center = (position + 0.5) * scale;
            var first = Math.Max((int)(center - support + 0.5), 0);
            var count = Math.Min((int)(center + support + 0.5), input) - first;
            var sum = 0.0;
            for (var index = 0; index < count; index++)
            {
                weights[index] = Weight(method, Math.Abs((index + first - center + 0.5) * perStretch));
                sum += weights[index];
            }

            _first[position] = first;
            _count[position] = count;
            for (var index = 0; index < count; index++)
            {
                var share = weights[index] / sum * (1 << PrecisionBits);
                _shares[(position * _reach) + index] = (int)(share < 0 ? share - 0.5 : share + 0.5);
            }
        }

        (_method, _input, _output) = (method, input, output);
    }

    /// <summary>One output byte.</summary>
    /// <param name="values">The line's first element.</param>
    /// <param name="stride">Elements from one input position to the next.</param>
    /// <param name="position">Which output.</param>
    public byte Apply(ReadOnlySpan<byte> values, int stride, int position)
    {
        var sum = 1 << (PrecisionBits - 1);
        var first = _first[position];
        for (var index = 0; index < _count[position]; index++)
        {
            sum += values[(first + index) * stride] * _shares[(position * _reach) + index];
        }

        return (byte)Math.Clamp(sum >> PrecisionBits, 0, 255);
    }

    /// <summary>A triangle, or Keys' cubic with a = −½ ("Cubic convolution interpolation for digital image processing", 1981).</summary>
    private static double Weight(ResizeMethod method, double distance) => method switch
    {
        ResizeMethod.BicubicAntialias when distance < 1 => (((1.5 * distance) - 2.5) * distance * distance) + 1,
        ResizeMethod.BicubicAntialias when distance < 2 => ((((-0.5 * distance) + 2.5) * distance) - 4) * distance + 2,
        ResizeMethod.BicubicAntialias => 0,
        _ => Math.Max(0, 1 - distance),
    };
}
