using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>What the server receives into.</summary>
public sealed class TransportMemoryTests
{
    private const int FrameBytes = 1 << 14;

    [Fact]
    public void Blocks_are_as_long_as_a_frame_and_lent_to_one_at_a_time()
    {
        var services = new ServiceCollection();
        services.AddMobileNet<UnsignedNetwork>(options => options.UseWeights(WeightSource.CreateRandom(3)));
        using var provider = services.BuildServiceProvider();
        using var pool = provider.GetRequiredService<IMemoryPoolFactory<byte>>().Create();
        Assert.Equal(FrameBytes, pool.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(FrameBytes + 1));
        var first = pool.Rent(1);
        Assert.Equal(FrameBytes, first.Memory.Length);
        first.Dispose();
        first.Dispose();
        using var second = pool.Rent();
        using var third = pool.Rent(FrameBytes);
        Assert.False(second.Memory.Span.Overlaps(third.Memory.Span));
    }
}
