using System.Buffers.Binary;
using System.Text;
using MobileNetGen.Tool.Tests.Formats;
using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>
/// Models that no change of a byte would make: cycles, huge extents, deep nesting, and one tensor, name or list that thousands of operators
/// share. Each is refused with a sentence that says why, or read, within 2 seconds and 512 MB.
/// </summary>
[Collection(Alone.Name)]
public sealed class HostileModelTests
{
    private static readonly Dictionary<string, (Func<Action> Prepare, string? Said)> s_models = new(StringComparer.Ordinal)
    {
        ["onnx: a cycle"] = (() => Onnx(HostileOnnx.ReadingItself()), "read each other"),
        ["onnx: a wide input"] = (() => Onnx(HostileOnnx.WideInput()), "is too large"),
        ["onnx: wide margins"] = (() => Onnx(HostileOnnx.WideMargins()), "0 to 1024 are accepted"),
        ["onnx: a wide reshape"] = (() => Onnx(HostileOnnx.WideReshape()), "is too large"),
        ["onnx: nothing, widely"] = (() => Onnx(HostileOnnx.WideNothing()), "is too large"),
        ["onnx: a wide constant"] = (() => Onnx(HostileOnnx.WideConstant()), "65536 are accepted"),
        ["onnx: outer sums"] = (() => Onnx(HostileOnnx.OuterSums()), "reads its tensors too often"),
        ["onnx: long lists"] = (() => Onnx(HostileOnnx.LongLists()), "reads its tensors too often"),
        ["onnx: many axes"] = (() => Onnx(HostileOnnx.ManyAxes()), "8 axes and"),
        ["onnx: one matrix for all"] = (() => Onnx(HostileOnnx.OneMatrixForAll()), "reads its tensors too often"),
        ["onnx: one constant joined"] = (() => Onnx(HostileOnnx.OneConstantJoined()), "reads its tensors too often"),
        ["onnx: one name"] = (() => Onnx(HostileOnnx.OneName()), null),
        ["onnx: one output often"] = (() => Onnx(HostileOnnx.OneOutputOften()), "256 are accepted"),
        ["onnx: many inputs"] = (() => Onnx(HostileOnnx.ManyInputs()), "256 are accepted"),
        ["onnx: many cuts"] = (() => Onnx(HostileOnnx.ManyCuts()), "elements"),
        ["onnx: many cuts of one"] = (() => Onnx(HostileOnnx.ManyCutsOfOne()), null),
        ["onnx: many factors of one layer"] = (() => Onnx(HostileOnnx.ManyFactorsOfOneLayer()), null),
        ["onnx: many layers"] = (() => Onnx(HostileOnnx.ManyLayers()), null),
        ["onnx: graphs in graphs"] = (() => Onnx(HostileOnnx.GraphsInGraphs()), "this is no ONNX model"),
        ["tflite: a cycle"] = (() => TfLite(TinyTfLite.ReadingItself()), "is made by no operator"),
        ["tflite: one buffer for all"] = (() => TfLite(TinyTfLite.Repeated(4000, elements: 1 << 20)), "reads its tensors too often"),
        ["tflite: one name for all"] = (() => TfLite(TinyTfLite.Repeated(4000, nameLength: 1 << 20)), "a name of more than 4096 bytes"),
        ["tflite: one list of scales for all"] = (() => TfLite(TinyTfLite.Repeated(4000, scales: 1 << 18)), "reads its tensors too often"),
        ["tflite: one list of inputs for all"] = (() => TfLite(TinyTfLite.Repeated(4000, listed: 1 << 18)), "4096 are accepted"),
        ["tflite: many operators"] = (() => TfLite(TinyTfLite.Repeated(10_000)), "4096 are accepted"),
        ["keras: a cycle"] = (HostileKeras.ReadingItself, "read each other"),
        ["keras: back to front"] = (HostileKeras.BackToFront, null),
        ["keras: models in models"] = (() => HostileKeras.ModelsInModels(20), null),
        ["keras: models in models without end"] = (() => HostileKeras.ModelsInModels(20_000), "is no JSON"),
        ["keras: brackets"] = (HostileKeras.Brackets, "is no JSON"),
        ["keras: a wide kernel"] = (HostileKeras.WideKernel, "1 to 1024 are accepted"),
        ["keras: a wide map"] = (HostileKeras.WideMap, "are accepted"),
        ["keras: one weight for all"] = (HostileKeras.OneWeightForAll, "reads its tensors too often"),
        ["keras: a large configuration in a small archive"] = (() => Keras(HostileKeras.Archive("config.json")), "is larger than"),
        ["keras: large weights in a small archive"] = (() => Keras(HostileKeras.Archive("model.weights.h5")), "is larger than"),
        ["tfjs: a cycle"] = (HostileTfjs.ReadingItself, "no output that is computed from an input"),
        ["tfjs: back to front"] = (HostileTfjs.BackToFront, null),
        ["tfjs: a wide input"] = (HostileTfjs.WideInput, "is accepted"),
        ["tfjs: a wide weight"] = (HostileTfjs.WideWeight, "is too large"),
        ["tfjs: one shard often"] = (HostileTfjs.OneShardOften, "is listed twice"),
        ["tfjs: one weight for all"] = (HostileTfjs.OneWeightForAll, "reads its tensors too often"),
        ["tfjs: brackets"] = (HostileTfjs.Brackets, "is no TensorFlow.js model"),
        ["safetensors: brackets"] = (() => Tensors(Header("{\"a\":" + new string('[', 1 << 20))), "is no object"),
        ["safetensors: a wide tensor"] =
            (() => Tensors(Header("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,4]}}""")), "does not fit"),
        ["safetensors: a long header"] = (() => Tensors([255, 255, 255, 255, 255, 255, 255, 127, (byte)'{']), "header"),
    };

    public static TheoryData<string> Models => [.. s_models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_made_to_do_harm_does_none(string model)
    {
        var (prepare, expected) = s_models[model];
        var said = Attempt.Within(prepare(), model);
        Assert.True(expected is null ? said is null : said?.Contains(expected, StringComparison.Ordinal) == true, said ?? "it was read");
        Assert.InRange(said?.Length ?? 0, 0, 1 << 20);
    }

    [Fact]
    public void An_array_that_would_be_inflated_a_thousandfold_is_refused()
    {
        var file = HostileKeras.Deflated();
        Assert.InRange(file.Length, 0, 1 << 17);
        Assert.Contains(
            "reads its tensors too often",
            Attempt.Within(() => HostileFormat.Hdf5(file), "h5: deflated", declaresMemory: true),
            StringComparison.Ordinal);
    }

    private static Action Onnx(byte[] file) => () => HostileFormat.Onnx(file);

    private static Action TfLite(byte[] file) => () => HostileFormat.TfLite(file);

    private static Action Keras(byte[] file) => () => HostileFormat.Keras(file);

    private static Action Tensors(byte[] file) => () => HostileFormat.Tensors(file);

    private static byte[] Header(string json)
    {
        var file = new byte[8 + json.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        Encoding.UTF8.GetBytes(json).CopyTo(file, 8);
        return file;
    }
}
