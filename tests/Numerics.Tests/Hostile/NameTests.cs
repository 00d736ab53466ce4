using System.Reflection;
using System.Text.Json;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Reference;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Hostile;

/// <summary>Names that try to leave the comment, text or identifier that they stand in.</summary>
public sealed class NameTests
{
    private const int Seed = 51;

    public static TheoryData<string> Names =>
    [
        "class", "call", "input", "_engine", "inputs", "value", "1st", "größe", "Info", "frame",
        "a b", "a/b.c:0", "*/ }", "// \n#error", "\r\n}", "\u2028#error", "\u0085#error",
        "\"", "\"\"\"", "{0}", "<see cref=\"X\"/>", "]]>", "&amp", "\\", "\\u0022", "\ud83d\ude00", "\t",
    ];

    [Theory, MemberData(nameof(Names))]
    public void Any_name_of_network_layer_input_or_output_is_only_a_name(string name)
    {
        // A weights file with control characters in a tensor's name is refused.
        var weighty = string.Concat(name.Where(letter => !char.IsControl(letter))) + "!";
        var source = NetworkSource.Compile(
            $$"""
            { "name": {{Json(name)}},
              "inputs": [ { "name": {{Json(name)}}, "height": 3, "width": 2, "channels": 5 }, { "name": {{Json(name + "2")}}, "height": 3, "width": 2,
                "channels": 5 } ],
              "layers": [
                { "kind": "add", "name": {{Json(name + "+")}}, "inputs": [ {{Json(name)}}, {{Json(name + "2")}} ] },
                { "kind": "conv", "kernel": 3, "name": {{Json(weighty)}}, "filters": 4, "batchNorm": true } ],
              "outputs": [ { "name": {{Json(name)}}, "layer": {{Json(weighty)}} }, { "name": {{Json(name + "+")}}, "layer": {{Json(name + "+")}} } ] }
            """,
            NetworkSource.Class("Named"));
        var runner = NetworkRunner.For(Compiler.Compile([source.Spine, .. source.Kernels.Values]).GetType("Users.Named", throwOnError: true)!);
        var weights = RandomTensors.For(source.Shaped, Seed);
        var inputs = RandomInputs.Plain(source.Shaped, Seed);
        Agreement.WithinRange(ReferenceNetwork.Run(source.Shaped, weights, inputs), runner.Run(weights.ToSource(), new NetworkOptions(), inputs), 1e-6, name);
        Assert.Equal(name, runner.Info.Name);
        Assert.Equal([name, name + "2"], runner.Info.Inputs.Select(input => input.Name));
        Assert.Equal([name, name + "+"], runner.Info.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void A_class_with_the_name_of_a_member_that_it_gets_is_refused_by_name()
    {
        var members =
            typeof(Built.Odd).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is MethodInfo { IsSpecialName: false } or PropertyInfo or Type)
            .Select(member => member.Name)
            .Distinct();
        Assert.All(members, name =>
        {
            var refused = Assert.Throws<InvalidOperationException>(() => Host.Build(
                $"namespace Users; [MobileNetGen.GeneratedNetwork, MobileNetGen.NetworkInput(3, 2, 5), MobileNetGen.Layer(\"relu\")] internal sealed "
                    + $"partial class {name};"));
            Assert.Contains("MNG019", refused.Message, StringComparison.Ordinal);
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        });
    }

    private static string Json(string name) => JsonSerializer.Serialize(name);
}
