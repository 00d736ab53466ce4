using Google.Protobuf;
using MobileNetGen.Networks.Hosting;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Tests.Hostile;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>
/// Scales and zero points with which no network computes are refused when a model is imported, by the model's own names, whatever its format.
/// </summary>
public sealed class IntegerScaleTests
{
    private const int Outputs = 3;

    private static readonly Numbers s_sound = new(0.02f, [0.01f, 0.02f, 0.03f], 0.05f, 3, [0, 0, 0], -5);

    private static readonly Dictionary<string, (Numbers Numbers, string Said)> s_wrong = new(StringComparer.Ordinal)
    {
        ["an output's scale of 0"] = (s_sound with { Output = 0 }, "accepted"),
        ["an output's scale below 0"] = (s_sound with { Output = -0.5f }, "accepted"),
        ["an output's scale that is no number"] = (s_sound with { Output = float.NaN }, "accepted"),
        ["an output's infinite scale"] = (s_sound with { Output = float.PositiveInfinity }, "accepted"),
        ["an output's subnormal scale"] = (s_sound with { Output = 1e-40f }, "numbers from 1e-30 to 1e30 are accepted"),
        ["an output's scale that is too large"] = (s_sound with { Output = 1e31f }, "numbers from 1e-30 to 1e30 are accepted"),
        ["an input's scale of 0"] = (s_sound with { Input = 0 }, "accepted"),
        ["an input's scale that is no number"] = (s_sound with { Input = float.NaN }, "accepted"),
        ["an input's subnormal scale"] = (s_sound with { Input = 1e-40f }, "numbers from 1e-30 to 1e30 are accepted"),
        ["weights' scale of 0"] = (s_sound with { Weights = [0.01f, 0, 0.03f] }, "0 at place 1; numbers from 1e-30"),
        ["weights' scale below 0"] = (s_sound with { Weights = [0.01f, 0.02f, -0.03f] }, "-0.03"),
        ["weights' scale that is no number"] = (s_sound with { Weights = [float.NaN, 0.02f, 0.03f] }, "NaN"),
        ["weights' infinite scale"] = (s_sound with { Weights = [0.01f, float.PositiveInfinity, 0.03f] }, "nfinit"),
        ["weights' subnormal scale"] = (s_sound with { Weights = [0.01f, 0.02f, 1e-40f] }, "at place 2; numbers from 1e-30 to 1e30 are accepted"),
        ["too few scales of weights"] = (s_sound with { Weights = [0.01f, 0.02f] }, "2 scales|zero points are [2]"),
        ["too many scales of weights"] = (s_sound with { Weights = [0.01f, 0.02f, 0.03f, 0.04f] }, "4 scales|zero points are [4]"),
        ["a product of scales that is infinite"] = (s_sound with { Input = 1e25f, Weights = [1e25f], WeightZeros = [0] }, "from 2^-60 to below 2^30"),
        ["scales whose quotient is too large"] = (s_sound with { Weights = [1e10f], WeightZeros = [0], Output = 1e-3f }, "from 2^-60 to below 2^30"),
        ["scales whose quotient is too small"] = (s_sound with { Input = 1e-10f, Weights = [1e-10f], WeightZeros = [0] }, "from 2^-60 to below 2^30"),
    };

    private static readonly Dictionary<string, (Numbers Numbers, string Said)> s_wrongInTfLite = new(StringComparer.Ordinal)
    {
        ["an output's zero point that is too large"] = (s_sound with { OutputZero = 128 }, "-128 to 127"),
        ["an output's zero point that is too small"] = (s_sound with { OutputZero = -129 }, "-128 to 127"),
        ["an output's zero point of more than 32 bits"] = (s_sound with { OutputZero = 1L << 32 }, "-128 to 127"),
        ["an input's zero point that is too large"] = (s_sound with { InputZero = 300 }, "-128 to 127"),
        ["weights' zero point that is too large"] = (s_sound with { WeightZeros = [200, 200, 200] }, "the zero point 200 at place 0; -128 to 127"),
        ["weights' zero point of more than 32 bits"] = (s_sound with { WeightZeros = [1L << 32, 0, 0] }, "4294967296 at place 0; -128 to 127"),
        ["too few zero points of weights"] = (s_sound with { WeightZeros = [0, 0] }, "2 zero points"),
    };

    public static TheoryData<string> Wrong => [.. s_wrong.Keys];

    public static TheoryData<string> WrongInTfLite => [.. s_wrongInTfLite.Keys];

    [Fact]
    public void Sound_ones_are_read()
    {
        Imported.Result(TfLiteImporter.Import(TfLite(s_sound)));
        Imported.Result(OnnxImporter.Import(Onnx(s_sound, isOwn: false), null));
        Imported.Result(OnnxImporter.Import(Onnx(s_sound, isOwn: true), null));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void TfLite_names_them(string name) => Check(s_wrong[name], numbers => TfLiteImporter.Import(TfLite(numbers)));

    [Theory]
    [MemberData(nameof(WrongInTfLite))]
    public void TfLite_names_zero_points(string name) => Check(s_wrongInTfLite[name], numbers => TfLiteImporter.Import(TfLite(numbers)));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Onnx_names_them_in_operators_on_integers(string name) =>
        Check(s_wrong[name], numbers => OnnxImporter.Import(Onnx(numbers, isOwn: true), null));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Onnx_names_them_between_quantizing_and_dequantizing(string name) =>
        Check(s_wrong[name], numbers => OnnxImporter.Import(Onnx(numbers, isOwn: false), null));

    /// <summary>Packing is another way in: what kernels read is made of the same tensors.</summary>
    [Theory]
    [InlineData(0f)]
    [InlineData(1e-40f)]
    [InlineData(1e31f)]
    [InlineData(1e20f)]
    public void Packing_names_them(float scale)
    {
        using var packed = new MemoryStream();
        var wrong = Assert.Throws<WeightException>(() => HostileIntegers.Pack(
            tensor => tensor.Name == "map.weight_scale" ? new NamedTensor(tensor.Name, tensor.Shape, Enumerable.Repeat(scale, 4).ToArray()) : tensor, packed));
        Assert.Contains("are accepted", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(0, packed.Length);
    }

    private static void Check((Numbers Numbers, string Said) wrong, Func<Numbers, ImportedModel> import)
    {
        var message = Imported.Refusal(() => import(wrong.Numbers));
        Assert.True(wrong.Said.Split('|').Any(said => message.Contains(said, StringComparison.Ordinal)), message);
    }

    private static byte[] TfLite(Numbers numbers) => TfLiteFile.Of(file =>
    {
        var image = file.Tensor("image", [1, 4, 4, 3], TfLiteType.Int8, [numbers.Input], numbers.InputZero);
        var kernel = file.Bytes("kernel", [Outputs, 1, 1, 3], TfLiteType.Int8, new byte[9], numbers.Weights, numbers.WeightZeros);
        var map = file.Tensor("map", [1, 4, 4, Outputs], TfLiteType.Int8, [numbers.Output], numbers.OutputZero);
        file.Operator("CONV_2D", [image, kernel, -1], [map], "Conv2DOptions", (1, 1), (2, 1));
        return ([image], [map]);
    });

    private static byte[] Onnx(Numbers numbers, bool isOwn)
    {
        var graph = new GraphProto { Name = "scales", Input = { Value("image", 1, 3, 4, 4) }, Output = { Value("floats", 1, Outputs, 4, 4) } };
        long[] dims = numbers.Weights.Length == 1 ? [] : [numbers.Weights.Length];
        graph.Initializer.Add([
            Floats("x_scale", [numbers.Input]), TinyOnnx.SmallIntegers("x_zero", OnnxType.Int8, [(sbyte)numbers.InputZero]),
            Floats("y_scale", [numbers.Output]), TinyOnnx.SmallIntegers("y_zero", OnnxType.Int8, [(sbyte)numbers.OutputZero]),
            Floats("w_scale", numbers.Weights, dims), TinyOnnx.SmallIntegers("w_zero", OnnxType.Int8, new sbyte[numbers.Weights.Length], dims),
            TinyOnnx.SmallIntegers("kernel", OnnxType.Int8, new sbyte[9], Outputs, 3, 1, 1),
        ]);
        graph.Node.Add(Node("QuantizeLinear", ["image", "x_scale", "x_zero"], "x"));
        graph.Node.Add(isOwn
            ? [Node("QLinearConv", ["x", "x_scale", "x_zero", "kernel", "w_scale", "w_zero", "y_scale", "y_zero"], "y")]
            :
            [
                Node("DequantizeLinear", ["x", "x_scale", "x_zero"], "x_real"),
                Node("DequantizeLinear", ["kernel", "w_scale", "w_zero"], "w_real", Integer("axis", 0)),
                Node("Conv", ["x_real", "w_real"], "y_real"),
                Node("QuantizeLinear", ["y_real", "y_scale", "y_zero"], "y"),
            ]);
        graph.Node.Add(Node("DequantizeLinear", ["y", "y_scale", "y_zero"], "floats"));
        return new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = 14 } }, Graph = graph }.ToByteArray();
    }

    private sealed record Numbers(float Input, float[] Weights, float Output, long InputZero, long[] WeightZeros, long OutputZero);
}
