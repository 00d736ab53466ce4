using System.Numerics;

namespace MobileNetGen.Training.Layers;

/// <summary>ReLU, with a ceiling or without one; the slope at the corners is 0.</summary>
/// <param name="length">Elements of an image.</param>
/// <param name="ceiling">6 for ReLU6, infinity for ReLU.</param>
internal sealed class ActivationLayer<T>(int length, T ceiling) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Forward(Batch batch, T[][] inputs, T[] output) => batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
    {
        var source = inputs[0].Run(begin, end, length);
        var result = output.Run(begin, end, length);
        var index = 0;
        for (; index <= source.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            Vector.Min(Vector.Max(new Vector<T>(source[index..]), Vector<T>.Zero), new Vector<T>(ceiling)).CopyTo(result[index..]);
        }

        for (; index < source.Length; index++)
        {
            result[index] = T.Min(T.Max(source[index], T.Zero), ceiling);
        }
    });

    public override void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients)
    {
        if (inputGradients[0] is not { } target)
        {
            return;
        }

        batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
        {
            ReadOnlySpan<T> result = output.Run(begin, end, length);
            ReadOnlySpan<T> gradient = outputGradient.Run(begin, end, length);
            var slopes = target.Run(begin, end, length);
            var index = 0;
            for (; index <= result.Length - Vector<T>.Count; index += Vector<T>.Count)
            {
                var value = new Vector<T>(result[index..]);
                var passes =
                    Vector.BitwiseAnd(Vector.GreaterThan(value, Vector<T>.Zero).As<T, byte>(), Vector.LessThan(value, new Vector<T>(ceiling)).As<T, byte>());
                var passed = Vector.BitwiseAnd(new Vector<T>(gradient[index..]).As<T, byte>(), passes).As<byte, T>();
                (new Vector<T>(slopes[index..]) + passed).CopyTo(slopes[index..]);
            }

            for (; index < result.Length; index++)
            {
                if (result[index] > T.Zero && result[index] < ceiling)
                {
                    slopes[index] += gradient[index];
                }
            }
        });
    }
}
