using System.Runtime.CompilerServices;

namespace MobileNetGen.Tool.Machine;

/// <summary>What one kind of vector does in a <see cref="PeakLoop"/>.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
internal interface IPeakStep<TVector>
{
    /// <summary>A vector to begin with, one of twelve.</summary>
    static abstract TVector Start(int number);

    /// <summary>What accumulators are multiplied with, or made of: two take turns, so that nothing is made of them once for all steps.</summary>
    static abstract TVector Factor(int turn);

    /// <summary>The other operand, the same in all steps.</summary>
    static abstract TVector Other { get; }

    /// <summary>One instruction on an accumulator.</summary>
    static abstract TVector Apply(TVector accumulator, TVector factor, TVector other);

    /// <summary>Of all lanes of two vectors.</summary>
    static abstract float Sum(TVector left, TVector right);
}

/// <summary>A loop of independent instructions that reads no memory, which vector units can do at most.</summary>
internal static class PeakLoop
{
    /// <summary>About a millisecond.</summary>
    private const int Steps = 500_000;

    /// <summary>More than two units of four cycles each can have under way, and few enough for 16 registers.</summary>
    private const int Accumulators = 12;

    /// <summary>10⁹ operations a second, in one burst.</summary>
    /// <param name="operations">Operations of one instruction.</param>
    /// <param name="threads">Threads that run the loop at the same time, and whose operations are added up.</param>
    public static double Measure<TVector, TStep>(int operations, int threads)
        where TVector : struct
        where TStep : IPeakStep<TVector>
    {
        var seconds = Together.Run(threads, static () => GC.KeepAlive(Run<TVector, TStep>())).TotalSeconds;
        return (double)operations * Steps * Accumulators * threads / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run<TVector, TStep>()
        where TVector : struct
        where TStep : IPeakStep<TVector>
    {
        TVector x = TStep.Factor(0), z = TStep.Factor(1), y = TStep.Other;
        TVector a = TStep.Start(1), b = TStep.Start(2), c = TStep.Start(3), d = TStep.Start(4), e = TStep.Start(5), f = TStep.Start(6);
        TVector g = TStep.Start(7), h = TStep.Start(8), i = TStep.Start(9), j = TStep.Start(10), k = TStep.Start(11), l = TStep.Start(12);
        for (var step = 0; step < Steps; step++)
        {
            a = TStep.Apply(a, x, y);
            b = TStep.Apply(b, x, y);
            c = TStep.Apply(c, x, y);
            d = TStep.Apply(d, x, y);
            e = TStep.Apply(e, x, y);
            f = TStep.Apply(f, x, y);
            g = TStep.Apply(g, x, y);
            h = TStep.Apply(h, x, y);
            i = TStep.Apply(i, x, y);
            j = TStep.Apply(j, x, y);
            k = TStep.Apply(k, x, y);
            l = TStep.Apply(l, x, y);
            (x, z) = (z, x);
        }

        // No call: what lives across one is kept in memory, in the loop too.
        return TStep.Sum(a, b) + TStep.Sum(c, d) + TStep.Sum(e, f) + TStep.Sum(g, h) + TStep.Sum(i, j) + TStep.Sum(k, l);
    }
}
