using MobileNetGen.CompilerServices;
using MobileNetGen.Engine;
using MobileNetGen.Runtime.Tests.Weights;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

[Collection(nameof(ProcessWide))]
public sealed class OptionsTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(SimdSupport.TierVariable);

    public void Dispose() => Environment.SetEnvironmentVariable(SimdSupport.TierVariable, _before);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Fewer_threads_than_one_are_refused_by_the_options_name(int threads)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Tier(new NetworkOptions { MaxDegreeOfParallelism = threads }));
        Assert.Equal(("options", (object)threads), (error.ParamName, error.ActualValue));
        Assert.StartsWith("MaxDegreeOfParallelism is less than 1; 1 or more is accepted.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_threads_than_any_machine_has_are_as_many_as_are_useful() =>
        Assert.Equal(SimdSupport.WidestTier, Tier(new NetworkOptions { MaxDegreeOfParallelism = int.MaxValue, Tier = SimdSupport.WidestTier }));

    [Theory]
    [InlineData((SimdTier)(-1))]
    [InlineData((SimdTier)4)]
    public void A_tier_that_is_none_is_refused_with_those_that_are(SimdTier tier)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Tier(new NetworkOptions { Tier = tier }));
        Assert.Contains("Scalar, Vector128, Vector256 or Vector512 is accepted", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scalar", SimdTier.Scalar)]
    [InlineData("128", SimdTier.Vector128)]
    [InlineData("256", SimdTier.Vector256)]
    [InlineData("512", SimdTier.Vector512)]
    public void The_environment_says_the_tier_where_options_do_not(string value, SimdTier expected)
    {
        Assert.SkipWhen(expected > SimdSupport.WidestTier, $"this CPU has no {expected}");
        Environment.SetEnvironmentVariable(SimdSupport.TierVariable, value);
        Assert.Equal((expected, expected), (Tier(null), SimdSupport.DefaultTier));
        Assert.Equal(SimdTier.Scalar, Tier(new NetworkOptions { Tier = SimdTier.Scalar }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void The_widest_tier_is_taken_where_nobody_says_one(string? value)
    {
        Environment.SetEnvironmentVariable(SimdSupport.TierVariable, value);
        Assert.Equal(SimdSupport.WidestTier, Tier(null));
    }

    [Fact]
    public void An_environment_that_names_no_tier_is_refused_with_what_would_be_accepted()
    {
        Environment.SetEnvironmentVariable(SimdSupport.TierVariable, "1024");
        Assert.Contains(
            "is \"1024\"; scalar, 128, 256 or 512 is accepted",
            Assert.Throws<InvalidOperationException>(() => Tier(null)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_the_widest_tier_runs_on_the_widest_that_it_has()
    {
        Environment.SetEnvironmentVariable(SimdSupport.TierVariable, null);
        Assert.SkipUnless(SimdSupport.WidestTier >= SimdTier.Vector128, "this CPU has no vectors");
        Assert.Equal(SimdTier.Vector128, Tier(null, SimdTier.Vector128, SimdTier.Scalar));
        Assert.Equal(SimdTier.Scalar, Tier(new NetworkOptions { Tier = SimdTier.Scalar }, SimdTier.Vector128, SimdTier.Scalar));
        Assert.Equal(SimdTier.Scalar, Tier(null, SimdTier.Scalar));
    }

    [Fact]
    public void A_tier_that_the_project_left_out_is_refused_with_those_that_it_has()
    {
        const string expected = "has no code for the tier Scalar, only for Vector256 and Vector128: MobileNetGenTiers of its project leaves the others out.";
        var byOptions =
            Assert.Throws<PlatformNotSupportedException>(() => Tier(new NetworkOptions { Tier = SimdTier.Scalar }, SimdTier.Vector256, SimdTier.Vector128));
        Environment.SetEnvironmentVariable(SimdSupport.TierVariable, "scalar");
        var byEnvironment = Assert.Throws<PlatformNotSupportedException>(() => Tier(null, SimdTier.Vector256, SimdTier.Vector128));
        Assert.All([byOptions, byEnvironment], error => Assert.EndsWith(expected, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_none_of_whose_tiers_runs_here_is_refused_with_what_does()
    {
        var wide = Layouts.Of(new DenseWeights("fc", 0, 1, 1)).With(tiers: [SimdTier.Vector512, SimdTier.Vector256]);
        Assert.Equal(SimdTier.Vector256, TierChoice.Of(wide, null, SimdTier.Vector256));
        var error = Assert.Throws<PlatformNotSupportedException>(() => TierChoice.Of(wide, null, SimdTier.Vector128));
        Assert.StartsWith(
            "Net has code for Vector512 and Vector256 only, and Vector128 is the widest tier that runs here",
            error.Message,
            StringComparison.Ordinal);
    }

    private static SimdTier Tier(NetworkOptions? options, params SimdTier[] tiers)
    {
        var layout = Layouts.Of(new DenseWeights("fc", 0, 1, 1));
        using var engine = new NetworkEngine<Nothing>(tiers.Length == 0 ? layout : layout.With(tiers: [.. tiers]), WeightSource.CreateRandom(0), options);
        engine.Run([1], new float[1]);
        return engine.Tier;
    }

    private readonly struct Nothing : INetworkProgram
    {
        public static void Execute(in Frame frame) => frame.SynchronizeBetweenBlocks();
    }
}
