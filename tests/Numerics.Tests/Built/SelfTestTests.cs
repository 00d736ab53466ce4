using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>Generated networks replay what was packed with their weights.</summary>
public sealed class SelfTestTests
{
    [Fact]
    public void Every_path_finds_the_bits_that_were_packed()
    {
        foreach (var path in ExecutionPaths.All(1, 2))
        {
            Assert.True(Replayed<Odd, Odd>(path).IsBitEqual, path.ToString());
            Assert.True(Replayed<Branches, Branches>(path).IsBitEqual, path.ToString());
            Assert.True(Replayed<SeveralPorts, SeveralPorts>(path).IsBitEqual, path.ToString());
        }
    }

    /// <summary>Both have the same weights, so that nothing but their answers tells them apart.</summary>
    [Fact]
    public void An_activation_that_was_forgotten_is_found() =>
        Assert.InRange(Replayed<Limited, Unlimited>(new NetworkOptions()).LargestDifference, 0.1, 10);

    private static SelfTestResult Replayed<TPacked, TNetwork>(NetworkOptions options)
        where TPacked : IGeneratedNetwork<TPacked>
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        using var packed = new MemoryStream();
        TPacked.Pack(WeightSource.CreateRandom(31), packed);
        using var network = TNetwork.Create(WeightSource.FromBytes(packed.ToArray()), options);
        return network.SelfTest();
    }
}

[GeneratedNetwork]
[NetworkInput(4, 4, 1)]
[Layer("conv", Name = "c", Filters = 5, Kernel = 3, Activation = "relu")]
internal sealed partial class Limited;

[GeneratedNetwork]
[NetworkInput(4, 4, 1)]
[Layer("conv", Name = "c", Filters = 5, Kernel = 3)]
internal sealed partial class Unlimited;
