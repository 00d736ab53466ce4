using Google.Protobuf;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats;
using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>One small network in every format, and in every form of weights, becomes the same network, or gives the same numbers.</summary>
public sealed class FormatTests : IDisposable
{
    private const double Tolerance = 1e-6;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_Keras_archive_is_the_network_of_the_HDF5_file() =>
        Imported.Same(Keras(), KerasImporter.ImportArchive(TinyKeras.Archive(), null));

    [Fact]
    public void TensorFlow_js_layers_are_the_network_of_the_HDF5_file() =>
        Imported.Same(Keras(), Tfjs(TinyTfjs.Layers()));

    [Fact]
    public void A_TensorFlow_js_graph_is_the_network_of_the_layers() =>
        Equal(Imported.Scores(Keras()), Imported.Scores(Tfjs(TinyTfjs.Graph())));

    [Fact]
    public void Quantised_shards_are_the_numbers_that_they_stand_for()
    {
        var ((layers, weights), expected) = (Imported.Network(Tfjs(TinyTfjs.Layers(quantised: true))), Imported.Network(Keras()));
        Assert.Equal(expected.Layers, layers);
        Assert.NotEqual(expected.Weights, weights);
        Assert.All(weights.Zip(expected.Weights), pair => Assert.Equal(pair.Second, pair.First, 0.004f));
        Assert.All(TinyKeras.Weights.SelectMany(weight => weight.Values), value => Assert.Equal(value, TinyTfjs.Rounded(value), 0.004f));
    }

    [Fact]
    public void A_shard_outside_the_models_folder_is_not_opened()
    {
        var model = TinyTfjs.Layers();
        var path = model.WriteTo(_folder.Name);
        var elsewhere = System.Text.Encoding.UTF8.GetString(model.Model).Replace(TinyTfjs.ShardName, "../" + TinyTfjs.ShardName, StringComparison.Ordinal);
        File.WriteAllText(path, elsewhere);
        var wrong = Assert.Throws<ToolException>(() => TfjsImporter.Import(new ModelFiles(path), null));
        Assert.Contains("names in its own folder are accepted", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernels_of_16_bits_are_widened()
    {
        var (half, single) = (Imported.Network(TfLiteImporter.Import(TinyTfLite.Half())), Imported.Network(TfLiteImporter.Import(TinyTfLite.Bytes())));
        Assert.Equal(single.Layers, half.Layers);
        Assert.NotEqual(single.Weights, half.Weights);
        Assert.All(half.Weights.Zip(single.Weights), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
    }

    [Fact]
    public void Metadata_say_how_bytes_become_the_input_and_what_the_classes_are_called()
    {
        var model = TfLiteImporter.Import(TinyTfLite.WithMetadata(127.5f, 127.5f, "cat\ndog\n"));
        Assert.Equal((-1, 1), (model.Preprocess!.Low, model.Preprocess.High));
        Assert.Equal(["cat", "dog"], model.Labels);
        Imported.Same(TfLiteImporter.Import(TinyTfLite.Bytes()), model);
    }

    /// <summary>The convolution is spread by hand: element (y, x) of the map is made by the pixel (y/2, x/2) alone.</summary>
    [Fact]
    public void MediaPipes_transposed_convolution_and_padding_of_channels_are_read()
    {
        var scores = Imported.Scores(TfLiteImporter.Import(TinyTfLite.Custom()));
        var (kernel, random) = (TinyOnnx.Numbers(32), new Random(1));
        float[] image = [.. Enumerable.Range(0, 48).Select(_ => (random.NextSingle() * 2) - 1)];
        var expected = new double[8, 8, 2];
        foreach (var (y, x, filter) in from y in Enumerable.Range(
            0,
            8)
                                       from x in Enumerable.Range(0, 8)
                                       from filter in Enumerable.Range(0, 2)
                                       select (y, x, filter))
        {
            expected[y, x, filter] = TinyOnnx.Numbers(2)[filter] + Enumerable.Range(0, 3).Sum(channel =>
                (double)image[((((y / 2) * 4) + (x / 2)) * 3) + channel] * kernel[(((((filter * 2) + (y % 2)) * 2) + (x % 2)) * 4) + channel]);
        }

        Assert.All(scores.Zip(expected.Cast<double>()), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
    }

    [Fact]
    public void ONNX_kernels_in_integers_with_scales_are_the_numbers_that_they_stand_for()
    {
        var (quantised, plain) = (TinyOnnx.Model(), TinyOnnx.Model());
        sbyte[] integers = [.. Enumerable.Range(0, 108).Select(index => (sbyte)(((index * 37) % 255) - 127))];
        float[] scales = [0.01f, 0.02f, 0.005f, 0.015f];
        plain.Graph.Initializer[0] = Nodes.Floats("conv.weight", [.. integers.Select((value, index) => value * scales[index / 27])], 4, 3, 3, 3);
        quantised.Graph.Initializer[0] = TinyOnnx.SmallIntegers("conv.weight8", OnnxType.Int8, integers, 4, 3, 3, 3);
        quantised.Graph.Initializer.Add(Nodes.Floats("scale", scales, 4));
        quantised.Graph.Initializer.Add(TinyOnnx.SmallIntegers("zero", OnnxType.Int8, new sbyte[4], 4));
        quantised.Graph.Node.Insert(0, Nodes.Node("DequantizeLinear", ["conv.weight8", "scale", "zero"], "conv.weight", Nodes.Integer("axis", 0)));
        Assert.Equal(Onnx(plain).Layers, Onnx(quantised).Layers);
        Equal(Onnx(plain).Weights, Onnx(quantised).Weights);
    }

    public void Dispose() => _folder.Dispose();

    private static ImportedModel Keras() => KerasImporter.ImportHdf5(TinyKeras.Bytes(), null);

    private static (string Layers, float[] Weights) Onnx(ModelProto model) => Imported.Network(OnnxImporter.Import(model.ToByteArray(), null));

    private static void Equal(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));

    private ImportedModel Tfjs(TinyTfjs model) => TfjsImporter.Import(new ModelFiles(model.WriteTo(_folder.Name)), null);
}
