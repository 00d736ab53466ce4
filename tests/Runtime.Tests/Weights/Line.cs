using MobileNetGen.CompilerServices;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>The smallest network with a kernel and a bias: one output of two inputs.</summary>
internal static class Line
{
    public static readonly string Header = $"{{{Weight},{Bias}}}";

    public static readonly byte[] Data = RawFile.Floats(2, 3, 5);

    public static readonly NetworkLayout Layout = Layouts.Of(new DenseWeights("fc", 0, 2, 1) { Bias = true });

    public static string Weight => RawFile.Entry("fc.weight", "F32", "[1,2]", 0, 8);

    public static string Bias => RawFile.Entry("fc.bias", "F32", "[1]", 8, 12);

    /// <summary>The bias on a cache line of its own, then the kernel.</summary>
    public static (float Bias, float First, float Second) Load(WeightSource source)
    {
        using var packed = source.Load(Layout);
        return (packed.Memory.From<float>()[0], packed.Memory.From<float>()[16], packed.Memory.From<float>()[17]);
    }

    public static WeightException Refused(byte[] file) =>
        Xunit.Assert.Throws<WeightException>(() => Load(WeightSource.FromBytes(file)));
}
