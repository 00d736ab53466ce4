using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Emitting;

/// <summary>A project that names tiers has code for these, and for what they call.</summary>
public sealed partial class TierTests
{
    private static readonly HostProject s_large = HostProject.Described("""{ "preset": "mobilenet-v3-large" }""");

    private static readonly HostProject s_project = HostProject.Described(
        Passes.Network(20, 20, 24, """{ "kind": "invertedResidual", "filters": 37, "squeezeRatio": 0.25 }""", """{ "kind": "softmax" }"""));

    public static TheoryData<string, string> Each => new(
        from network in ElementTypeTests.Networks.Select(row => row.Data)
        from tiers in (string[])["512", "256", "128"]
        select (network, tiers));

    [Theory, MemberData(nameof(Each))]
    public void Kernels_have_all_methods_that_the_tiers_call(string network, string tiers) =>
        GeneratorRun.Once(HostProject.Described(network) with { Tiers = tiers }).AssertCompiles();

    [Theory]
    [InlineData("512")]
    [InlineData("256")]
    public void So_have_the_kernels_of_a_network_that_can_be_trained(string tiers) => GeneratorRun.Once(
        HostProject.Empty.WithSource("Net.cs", """
            namespace Users;

            /// <summary>A network.</summary>
            [MobileNetGen.GeneratedNetwork(Trainable = true)]
            [MobileNetGen.NetworkInput(8, 8, 3)]
            [MobileNetGen.Layer("separable", Filters = 37)]
            [MobileNetGen.Layer("softmax")]
            public sealed partial class Net;
            """) with { Tiers = tiers }).AssertCompiles();

    [Theory]
    [InlineData("256;128", "Tiers = [global::MobileNetGen.SimdTier.Vector256, global::MobileNetGen.SimdTier.Vector128],")]
    [InlineData(" scalar , 512 ", "Tiers = [global::MobileNetGen.SimdTier.Vector512, global::MobileNetGen.SimdTier.Scalar],")]
    public void The_network_says_which_it_has_widest_first(string tiers, string expected)
    {
        var sources = GeneratorRun.Once(s_project with { Tiers = tiers }).AssertCompiles().Sources;
        Assert.Contains(expected, sources["Users.Net.g.cs"], StringComparison.Ordinal);
        Assert.All(sources.Where(source => source.Key.StartsWith("Kernels.", StringComparison.Ordinal)), kernel => Assert.Equal(
            TierSet.Read(tiers).Value!.Tiers.Select(tier => tier.Lanes),
            TierCall().Matches(kernel.Value).Select(call => Lanes(call.Groups[1].Value))));

        static int Lanes(string width) =>
            int.TryParse(width.Replace("Vector", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var bits) ? bits / 32 : 1;
    }

    [Theory]
    [InlineData("scalar;128;256;512")]
    [InlineData("")]
    public void All_tiers_are_what_a_project_has_that_names_none(string tiers)
    {
        var run = GeneratorRun.Once(s_project with { Tiers = tiers });
        Assert.Equal(GeneratorRun.Once(s_project).Sources, run.Sources);
    }

    [Fact]
    public void One_tier_takes_less_than_two_thirds_of_the_text_of_all() =>
        Assert.True(3 * Bytes(s_large with { Tiers = "256" }) < 2 * Bytes(s_large));

    /// <summary>What the compiler reads and binds again at every edit beside a network.</summary>
    [Fact]
    public void Tiers_share_their_text() => Assert.InRange(Bytes(s_large), 100_000, 820_000);

    private static int Bytes(HostProject project) => GeneratorRun.Once(project).Sources.Values.Sum(Encoding.UTF8.GetByteCount);

    /// <summary>The type argument of a call between a kernel's tiers, or the tier that a method is called after.</summary>
    [GeneratedRegex(@"^ +Run(?:_\w+)?<?(Vector512|Vector256|Vector128|float|512|256|128|Scalar)(?:<float>)?>?\(in", RegexOptions.Multiline)]
    private static partial Regex TierCall();

    [Fact]
    public void Other_tiers_write_every_file_anew_and_the_same_ones_none()
    {
        var before = GeneratorRun.Once(s_project with { Tiers = "256" });
        Assert.Empty(before.After(s_project with { Tiers = "256;" }).WrittenSince(before));
        var after = before.After(s_project with { Tiers = "256;128" });
        Assert.Equal(after.Sources.Keys, after.WrittenSince(before).Order(StringComparer.Ordinal));
    }
}
