using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>Rows or columns of a resized map.</summary>
/// <param name="Input">How many there are.</param>
/// <param name="Output">How many they become.</param>
/// <param name="Scale">What coordinates follow in place of the lengths' quotient.</param>
internal readonly record struct ResizedAxis(int Input, int Output, Coordinates Coordinates, float? Scale = null)
{
    /// <summary>How many output pixels there are for each of the input.</summary>
    public double Factor => Scale ?? (double)Output / Input;

    /// <summary>Where each output pixel lies in the input.</summary>
    public IEnumerable<double> Places
    {
        get
        {
            var axis = this;
            return Enumerable.Range(0, Output).Select(position => axis.Scale is { } scale ? axis.Scaled(position, scale) : axis.Exact(position));
        }
    }

    /// <summary>A quotient of whole numbers, so that halves are halves.</summary>
    private double Exact(long position) => Coordinates switch
    {
        Coordinates.AlignCorners => Output == 1 ? 0 : (double)(position * (Input - 1)) / (Output - 1),
        Coordinates.Asymmetric => (double)(position * Input) / Output,
        Coordinates.PytorchHalfPixel when Output == 1 => 0,
        _ => (double)((((2 * position) + 1) * Input) - Output) / (2L * Output),
    };

    /// <summary>
    /// Float32 after each operation, as ONNX Runtime has it, so that what is rounded is rounded the same way. Casts keep other hosts from
    /// more digits.
    /// </summary>
    private double Scaled(float position, float scale)
    {
        // What a pixel is its own image of needs no arithmetic.
        if (scale == 1)
        {
            return position;
        }

        switch (Coordinates)
        {
            case Coordinates.Asymmetric:
                return (float)(position / scale);
            case Coordinates.PytorchHalfPixel when Output == 1:
                return 0;
            case Coordinates.HalfPixelSymmetric:
                var share = (float)(Output / (float)(scale * Input));
                var offset = (float)((float)(Input / 2f) * (float)(1 - share));
                return (float)(offset + ((position + 0.5) / scale) - 0.5);
            default:
                return (float)((float)((position + 0.5f) / scale) - 0.5f);
        }
    }
}
