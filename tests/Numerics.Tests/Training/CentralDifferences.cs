namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>How a loss changes with each of some values.</summary>
internal static class CentralDifferences
{
    /// <param name="values">Are moved, and moved back.</param>
    /// <param name="step">How far; what a difference leaves out falls with its square.</param>
    /// <param name="loss">Reads the values.</param>
    public static double[] Of(float[] values, float step, Func<double> loss)
    {
        return [.. Enumerable.Range(0, values.Length).Select(Difference)];

        double Difference(int element)
        {
            var (center, below, above) = (values[element], values[element] - step, values[element] + step);
            var difference = At(above) - At(below);
            values[element] = center;
            return difference / ((double)above - below);

            double At(float value)
            {
                values[element] = value;
                return loss();
            }
        }
    }
}
