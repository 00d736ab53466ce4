using MobileNetGen.Networks.Hosting;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Truth;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Models whose weights alone are integers run in floats, and keep their weights as bytes.</summary>
public sealed class DynamicRangeTests
{
    private static readonly float[] s_input = [.. Enumerable.Range(0, 8 * 8 * 3).Select(index => MathF.Sin(index))];

    [Fact]
    public void Weights_stay_bytes_and_stand_for_the_same_floats()
    {
        var network = Imported.Result(TfLiteImporter.Import(TinyTfLite.Bytes(quantised: true))).Network;
        var kernel = Assert.Single(network.Tensors, tensor => tensor.IntegerType is not null);
        Assert.Equal(TensorElementType.Int8, kernel.IntegerType);
        Assert.Equal([0.01f, 0.02f, 0.03f, 0.04f], network.Tensors.Single(tensor => tensor.Name == kernel.Name + "_scale").Values.ToArray());

        var expanded = StoredBytes.Expanded(network.Tensors);
        Assert.DoesNotContain(expanded, tensor => tensor.IntegerType is not null);
        Assert.Equal(network.Tensors.Count - 1, expanded.Count);
        Assert.Equal(Run(network.Description, expanded), Run(network.Description, network.Tensors));
    }

    [Fact]
    public void Weights_that_a_pass_changed_are_floats()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y, z) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]), file.Tensor("z", [1, 2]));
            file.Operator("FULLY_CONNECTED", [x, file.Bytes("matrix", [2, 2], TfLiteType.Int8, [1, 2, 3, 4], [0.3f]), -1], [y], "FullyConnectedOptions");
            file.Operator("MUL", [y, file.Constant("factors", [2], 0.7f, 1.3f)], [z], "MulOptions");
            return ([x], [z]);
        });
        Assert.DoesNotContain(Imported.Result(TfLiteImporter.Import(file)).Network.Tensors, tensor => tensor.IntegerType is not null);
    }

    [Fact]
    public void One_scale_for_all_outputs_is_written_for_each()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
            file.Operator("FULLY_CONNECTED", [x, file.Bytes("matrix", [2, 2], TfLiteType.Int8, [1, 2, 0x80, 4], [0.3f]), -1], [y], "FullyConnectedOptions");
            return ([x], [y]);
        });
        var tensors = Imported.Result(TfLiteImporter.Import(file)).Network.Tensors;
        Assert.Equal([0.3f, 0.3f], tensors.Single(tensor => tensor.Name.EndsWith(".weight_scale", StringComparison.Ordinal)).Values.ToArray());
        Assert.Equal([1, 2, -128, 4], tensors.Single(tensor => tensor.IntegerType is not null).Integers.ToArray());
        var expected = new[] { (1 * 0.3 * 5) + (2 * 0.3 * 7), (-128 * 0.3 * 5) + (4 * 0.3 * 7) };
        Assert.All(expected.Zip(Imported.Answers(TfLiteImporter.Import(file), 5, 7)[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    /// <summary>Files of TensorFlow's converter, which keeps kernels of fewer than 1,024 elements as floats.</summary>
    [Theory]
    [InlineData("conv1x1_dyn")]
    [InlineData("conv1x1_dynpt")]
    [InlineData("conv3x3_grouped_dyn")]
    [InlineData("dw3x3_dyn")]
    [InlineData("fc_softmax_dyn")]
    [InlineData("net_v3_dyn")]
    [InlineData("net_v4_dyn")]
    public void Files_of_a_converter_become_files_of_their_own_size(string name)
    {
        Assert.SkipWhen(TruthCase.Shared is null, "the folder of files with answers is not there");
        var file = File.ReadAllBytes(Path.Combine(TruthCase.Shared!, "truth", "tflite", name + ".tflite"));
        var network = Imported.Result(TfLiteImporter.Import(file)).Network;
        Assert.Contains(network.Tensors, tensor => tensor.IntegerType == TensorElementType.Int8);
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, network.Tensors);
        Assert.InRange(weights.Length, 0, (file.Length * 1.1) + 4096);
    }

    private static float[] Run(string description, IReadOnlyList<NamedTensor> tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        using var loaded = LoadedNetwork.Load(
            NetworkFile.Parse("tiny", description), WeightSource.FromBytes(stream.ToArray()), new NetworkOptions { AllowOtherWeights = true });
        return loaded.Run(s_input)[0];
    }
}
