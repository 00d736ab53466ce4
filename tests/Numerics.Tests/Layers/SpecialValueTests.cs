using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Onnx;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>NaN, infinities, zeros and the smallest and largest floats, each with each, as ONNX Runtime has them.</summary>
public sealed class SpecialValueTests
{
    private const int Seed = 22;

    private static readonly float[] s_values =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 1, -1.5f];

    public static TheoryData<string> Kinds => ["add", "sub", "mul", "div", "maximum", "minimum"];

    [Theory, MemberData(nameof(Kinds))]
    public void Two_numbers_of_any_kind_are_joined_as_ONNX_Runtime_does(string kind)
    {
        var pairs = s_values.SelectMany(_ => s_values, (left, right) => (left, right)).ToList();
        float[][] inputs = [[.. pairs.Select(pair => pair.left)], [.. pairs.Select(pair => pair.right)]];
        var source = NetworkSource.Compile(
            $$"""
            { "inputs": [ {{LayerCase.Port($"1x1x{pairs.Count}", "left")}}, {{LayerCase.Port($"1x1x{pairs.Count}", "right")}} ],
              "layers": [ { "kind": "{{kind}}", "inputs": ["left", "right"] } ] }
            """,
            NetworkSource.Class("Pairs_" + kind));
        var runner = NetworkRunner.For(Compiler.Compile([source.Spine, .. source.Kernels.Values]).GetType("Users.Pairs_" + kind, throwOnError: true)!);
        var weights = RandomTensors.For(source.Shaped, Seed);
        var expected = OnnxPeer.RunAsWritten(source.Shaped, weights, inputs)[0];
        foreach (var path in ExecutionPaths.All(1))
        {
            var actual = runner.Run(weights.ToSource(), path, inputs)[0];
            for (var index = 0; index < pairs.Count; index++)
            {
                // Zeros of either sign are equal, and so is NaN of any payload.
                Assert.True(
                    expected[index].Equals(actual[index]) || expected[index] == actual[index],
                    $"{path}: {kind} of {pairs[index]} is {actual[index]:R}, not {expected[index]:R}");
            }
        }
    }
}
