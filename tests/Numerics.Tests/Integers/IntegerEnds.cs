using MobileNetGen.Generator.Graph;
using MobileNetGen.Numerics.Tests.Reference;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>What is made of each pixel's channels together.</summary>
internal static class IntegerEnds
{
    public static IntegerMap Softmax(IntegerMap input, Steps output, IntegerArithmetic arithmetic)
    {
        var made = new Map(input.Values.Height, input.Values.Width, input.Values.Channels);
        for (var first = 0; first < made.Values.Length; first += made.Channels)
        {
            var pixel = input.Values.Values.AsSpan(first, made.Channels).ToArray();
            var distances = pixel.Select(value => (int)(pixel.Max() - value)).ToArray();
            var step = -input.Steps!.Value.Scale;
            float[] terms =
            [
                .. distances.Select(distance =>
                    (float)Math.Exp(arithmetic == IntegerArithmetic.OnnxRuntime ? (double)step * distance : (double)(step * distance))),
            ];
            var sum = terms.Aggregate(0f, (total, term) => total + term);
            for (var index = 0; index < terms.Length; index++)
            {
                made.Values[first + index] = output.Within(output.Zero + (arithmetic == IntegerArithmetic.OnnxRuntime
                    ? IntegerRules.Even(terms[index] * MathF.Floor(1 / output.Scale) / sum)
                    : Math.Floor((double)(terms[index] * (1 / (sum * output.Scale))) + 0.5)));
            }
        }

        return new IntegerMap(made, output);
    }

    public static IntegerMap Normalised(IntegerMap input, Steps output)
    {
        var made = new Map(input.Values.Height, input.Values.Width, input.Values.Channels);
        for (var first = 0; first < made.Values.Length; first += made.Channels)
        {
            var centred = input.Values.Values.AsSpan(first, made.Channels).ToArray().Select(value => value - input.Steps!.Value.Zero).ToArray();
            var norm = Math.Sqrt(centred.Sum(value => value * value));
            for (var index = 0; index < centred.Length; index++)
            {
                made.Values[first + index] = output.Within((norm == 0 ? 0 : Math.Round(centred[index] * (128 / norm), MidpointRounding.ToEven)) + output.Zero);
            }
        }

        return new IntegerMap(made, output);
    }
}
