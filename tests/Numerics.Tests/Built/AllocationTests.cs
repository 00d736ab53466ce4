using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>After its first run a network allocates nothing, in whichever form it runs.</summary>
public sealed class AllocationTests
{
    private const int Seed = 33;

    public static TheoryData<int> Threads => [1, 2];

    [Theory, MemberData(nameof(Threads))]
    public void A_run_on_floats_allocates_nothing(int threads)
    {
        using var network = Odd.Create(WeightSource.CreateRandom(Seed), Options(threads));
        var (input, output) = (new float[Odd.InputLength], new float[Odd.OutputLength]);
        Check(() => network.Run(input, output));
    }

    [Theory, MemberData(nameof(Threads))]
    public void A_run_on_pixels_of_another_size_allocates_nothing(int threads)
    {
        using var network = Pixels.Create(WeightSource.CreateRandom(Seed), Options(threads));
        var (rgb, output) = (new byte[3 * 40 * 30], new float[Pixels.OutputLength]);
        Check(() => network.Run(rgb, 40, 30, output));
    }

    [Theory, MemberData(nameof(Threads))]
    public void A_run_on_pixels_of_another_format_and_turned_allocates_nothing(int threads)
    {
        using var network = Pixels.Create(WeightSource.CreateRandom(Seed), Options(threads));
        var (bgra, output) = (new byte[4 * 41 * 30], new float[Pixels.OutputLength]);
        Check(() => network.Run(new PixelBuffer(bgra, 40, 30, PixelFormat.Bgra, 4 * 41, ImageOrientation.RightTop), output));
    }

    [Theory, MemberData(nameof(Threads))]
    public void A_run_of_several_inputs_and_outputs_allocates_nothing(int threads)
    {
        using var network = SeveralPorts.Create(WeightSource.CreateRandom(Seed), Options(threads));
        var (left, right) = (new float[SeveralPorts.LeftLength], new float[SeveralPorts.RightLength]);
        var (sum, mix, flat) = (new float[SeveralPorts.SumLength], new float[SeveralPorts.MixLength], new float[SeveralPorts.FlatLength]);
        Check(() => network.Run(left, right, sum, mix, flat));
    }

    private static NetworkOptions Options(int threads) => new() { MaxDegreeOfParallelism = threads };

    private static void Check(Action run)
    {
        run();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var index = 0; index < 10; index++)
            {
                run();
            }
        }));
    }
}
