using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Onnx;
using MobileNetGen.Numerics.Tests.Whole;
using MobileNetGen.Tool.Export;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Weights;

/// <summary>A file with exactly the names and shapes that a reference saves loads with no conversion, and every tensor is where it belongs.</summary>
public sealed class ReferenceWeightsTests
{
    private const int Seed = 50;
    private const int Resolution = 32;
    private const double LargestDifference = 1e-4;

    [Fact]
    public void MobileNetV2_as_torchvision_saves_it() => CheckTorch("mobilenet-v2", "torchvision", TorchStates.MobileNetV2(Seed), 314);

    [Fact(Explicit = true)]
    public void MobileNetV3_Large_as_torchvision_saves_it() => CheckTorch("mobilenet-v3-large", "torchvision", TorchStates.MobileNetV3Large(Seed), 312);

    /// <summary>27 convolutions with five tensors of batch normalisation each, and the classifier's two.</summary>
    [Fact(Explicit = true)]
    public void MobileNetV1_as_timm_saves_it() => CheckTorch("mobilenet-v1", "timm", TorchStates.MobileNetV1OfTimm(Seed), (27 * 6) + 2);

    /// <summary>34 convolutions with batch normalisation, nine squeezes of four tensors, the head's two and the classifier's.</summary>
    [Fact(Explicit = true)]
    public void MobileNetV3_Small_as_timm_saves_it() =>
        CheckTorch("mobilenet-v3-small", "timm", TorchStates.MobileNetV3SmallOfTimm(Seed), (34 * 6) + (9 * 4) + 4);

    /// <summary>46 convolutions with five tensors of batch normalisation each, and the classifier's two.</summary>
    [Fact(Explicit = true)]
    public void MobileNetV4_Conv_Small_as_timm_saves_it() =>
        CheckTorch("mobilenet-v4-conv-small", "timm", TorchStates.MobileNetV4ConvSmall(Seed), (46 * 6) + 2);

    [Fact(Explicit = true)]
    public void MobileNetV1_as_Keras_2_names_its_weights() => CheckKeras("mobilenet-v1", KerasStates.MobileNetV1(Seed), name => name);

    [Fact(Explicit = true)]
    public void MobileNetV2_as_Keras_3_names_its_weights() => CheckKeras("mobilenet-v2", KerasStates.MobileNetV2(Seed), name => name);

    [Fact]
    public void MobileNetV3_Small_as_Keras_2_names_its_weights() => CheckKeras(
        "mobilenet-v3-small",
        KerasStates.MobileNetV3SmallOfKeras2(Seed),
        name => name.Replace("squeeze_excite/Conv", "squeeze_excite_conv", StringComparison.Ordinal)
            .Replace("/BatchNorm", "_bn", StringComparison.Ordinal)
            .Replace("Conv", "conv", StringComparison.Ordinal)
            .Replace("Logits", "logits", StringComparison.Ordinal)
            .Replace('/', '_'));

    /// <param name="entries">Entries of the reference's <c>state_dict</c>.</param>
    private static void CheckTorch(string preset, string flavor, IReadOnlyList<NamedTensor> saved, int entries)
    {
        Assert.Equal(entries, saved.Count);
        Check(preset, flavor, saved, new TensorSet([.. saved.Where(tensor => tensor.Shape.Count > 0)]));
    }

    private static void CheckKeras(string preset, IReadOnlyList<NamedTensor> saved, Func<string, string> layerName) =>
        Check(preset, "keras", saved, KerasLayout.ToTorch(saved, layerName));

    private static void Check(string preset, string flavor, IReadOnlyList<NamedTensor> saved, TensorSet torch)
    {
        var network = WholeNetwork.Preset(preset, flavor, 1, Resolution);
        var actual = network.Runner.Run(new TensorSet(saved).ToSource(), new NetworkOptions(), network.Inputs);
        Agreement.WithinRange(Agreement.Doubles(OnnxPeer.Run(network.Shaped, torch, network.Inputs)), actual, LargestDifference, "ONNX Runtime");
    }
}
