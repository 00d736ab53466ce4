using System.Reflection;
using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Hostile;

/// <summary>Projects in which careless generated code would not compile, would warn, or would throw.</summary>
public sealed class HostTests
{
    private const int Seed = 50;

    private const string Attributes = """
        [MobileNetGen.GeneratedNetwork]
        [MobileNetGen.NetworkInput(9, 8, 3)]
        [MobileNetGen.NetworkDefaults(Activation = "relu6", BatchNorm = true)]
        [MobileNetGen.Layer("conv", Filters = 17, Kernel = 3, Stride = 2)]
        [MobileNetGen.Layer("depthwise", Name = "dw", Dilation = 2)]
        [MobileNetGen.Layer("pointwise", Name = "pw", Inputs = new[] { "dw" }, Filters = 17)]
        [MobileNetGen.Layer("add", Inputs = new[] { "dw", "pw" })]
        [MobileNetGen.Layer("maxPool", Kernel = 3, Stride = 2, Padding = "same")]
        [MobileNetGen.Layer("upsample", Factor = 2, Method = "bilinear")]
        [MobileNetGen.Layer("globalAveragePool")]
        [MobileNetGen.Layer("dense", Units = 5, Activation = "softmax")]
        """;

    private static readonly Lazy<float[]> s_expected = new(() => Run(Host.Build($"{Attributes} internal sealed partial class Plain;"), "Plain"));

    [Fact]
    public void Checked_arithmetic_changes_no_bit() =>
        Check(Host.Build($"{Attributes} internal sealed partial class Plain;", checkOverflow: true), "Plain");

    [Fact]
    public void A_public_class_leaves_no_member_undocumented() =>
        Check(Host.Build($"/// <summary>A network.</summary>\n{Attributes} public sealed partial class DisplayText;"), "DisplayText");

    [Theory]
    [InlineData("System")]
    [InlineData("MobileNetGen")]
    [InlineData("Vector128")]
    [InlineData("Vector256")]
    [InlineData("Vector512")]
    [InlineData("Span")]
    [InlineData("Math")]
    [InlineData("Unsafe")]
    [InlineData("Frame")]
    [InlineData("SimdTier")]
    [InlineData("WeightSource")]
    public void A_users_type_with_a_name_that_generated_code_uses_does_no_harm(string name) =>
        Check(Host.Build($"namespace Users; internal sealed class {name}; "
            + $"{Attributes.Replace("MobileNetGen.", "global::MobileNetGen.", StringComparison.Ordinal)} internal sealed partial class "
            + $"Network;"), "Users.Network");

    [Theory]
    [InlineData("Vector512")]
    [InlineData("Unsafe")]
    [InlineData("Math")]
    [InlineData("Exponential")]
    public void Nor_does_one_outside_of_all_namespaces(string name) =>
        Check(Host.Build($"internal sealed class {name}; {Attributes} internal sealed partial class Network;"), "Network");

    [Theory]
    [InlineData("internal static partial class Outer { ", "", " }", "Outer+Network")]
    [InlineData("internal sealed partial record Outer(int Value) { ", "", " }", "Outer+Network")]
    [InlineData("internal partial record struct Outer(int Value) { ", "", " }", "Outer+Network")]
    [InlineData("internal partial struct Outer { internal partial interface IInner { ", "", " } }", "Outer+IInner+Network")]
    public void A_network_may_be_nested(string before, string parameters, string after, string name) =>
        Check(Host.Build($"{before}{Attributes} internal sealed partial class Network{parameters};{after}"), name);

    [Theory]
    [InlineData("internal static partial class Outer<TFirst, TSecond> where TFirst : class { ", "", "}", "Outer`2+Network", 2)]
    [InlineData("", "<TKind>", "", "Network`1", 1)]
    [InlineData("", "<TKind> where TKind : notnull, new()", "", "Network`1", 1)]
    public void A_network_may_be_generic(string before, string parameters, string after, string name, int arity)
    {
        var assembly = Host.Build($"{before}{Attributes} internal sealed partial class Network{parameters} {{ }}{after}");
        var open = assembly.GetType(name, throwOnError: true)!;
        Check(open.MakeGenericType([.. Enumerable.Repeat(typeof(object), arity)]));
    }

    [Theory]
    [InlineData("record class Network", "Network")]
    [InlineData("class @class", "class")]
    [InlineData("class Größe", "Größe")]
    public void A_network_may_be_a_record_or_bear_a_keyword_as_its_name(string declaration, string name) =>
        Check(Host.Build($"{Attributes} internal sealed partial {declaration};"), name);

    [Fact]
    public void A_namespace_may_bear_a_keyword_as_its_name() =>
        Check(Host.Build($"namespace @namespace.@event; {Attributes} internal sealed partial class Network;"), "namespace.event.Network");

    private static void Check(Assembly assembly, string name) => Check(assembly.GetType(name, throwOnError: true)!);

    private static void Check(Type network) => Agreement.ToTheLastBit([s_expected.Value], [Run(network)], network.Name);

    private static float[] Run(Assembly assembly, string name) => Run(assembly.GetType(name, throwOnError: true)!);

    private static float[] Run(Type network)
    {
        var runner = NetworkRunner.For(network);
        var input = new float[runner.Info.Inputs[0].Length];
        for (var index = 0; index < input.Length; index++)
        {
            input[index] = MathF.Cos(index);
        }

        return runner.Run(WeightSource.CreateRandom(Seed), new NetworkOptions(), input)[0];
    }
}
