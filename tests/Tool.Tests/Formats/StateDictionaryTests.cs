using MobileNetGen.Tool.Formats.PyTorch;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>State dictionaries are read without running anything that is in them.</summary>
public sealed class StateDictionaryTests
{
    private static readonly float[] s_values = [1, -2, 3.5f, 0.25f, 5, -6];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BothKindsOfFilesHoldTheTensors(bool isLegacy)
    {
        var file = new TinyTorch().Begin().Floats("a.weight", s_values, 2, 3).Floats("a.bias", [7, 8], 2).End();
        var tensors = TorchFile.Read(isLegacy ? file.Legacy() : file.Archive(), []);
        Assert.Equal(["a.weight", "a.bias"], tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 3], tensors[0].Shape);
        Assert.Equal(s_values, tensors[0].Values.ToArray());
        Assert.Equal([7, 8], tensors[1].Values.ToArray());
    }

    [Fact]
    public void ElementsOf16BitsAreWidened()
    {
        byte[] half = [.. s_values.SelectMany(value => BitConverter.GetBytes((Half)value))];
        byte[] brain = [.. s_values.SelectMany(value => BitConverter.GetBytes(value)[2..])];
        var file = new TinyTorch().Begin().Tensor("h", "HalfStorage", half, 2, 0, [6], [1]).Tensor("b", "BFloat16Storage", brain, 2, 0, [6], [1]).End()
            .Archive();
        Assert.All(TorchFile.Read(file, []), tensor => Assert.Equal(s_values, tensor.Values.ToArray()));
    }

    [Fact]
    public void AViewIsTheElementsThatItsStridesLeadTo()
    {
        byte[] bytes = [.. Enumerable.Range(0, 12).SelectMany(value => BitConverter.GetBytes((float)value))];
        var file = new TinyTorch().Begin().Tensor("t", "FloatStorage", bytes, 4, 1, [3, 2], [2, 6]).End().Archive();
        Assert.Equal([1, 7, 3, 9, 5, 11], TorchFile.Read(file, [])[0].Values.ToArray());
    }

    [Fact]
    public void AViewThatLeadsOutOfItsStorageIsRefused() =>
        Refused("leads out of its storage", new TinyTorch().Begin().Tensor("t", "FloatStorage", new byte[16], 4, 1, [2, 2], [2, 1]).End().Archive());

    [Theory]
    [InlineData("builtins", "eval")]
    [InlineData("torchvision.models.mobilenetv2", "MobileNetV2")]
    public void CodeIsNamedAndNotRun(string module, string name) =>
        Refused($"it holds {module}.{name}", new TinyTorch().Name(module, name).Put("("u8).Text("1").Put("tR"u8).Archive());

    [Theory]
    [InlineData("w/code/model.py", "TorchScript")]
    [InlineData("w/archive_format", "torch.export")]
    public void OtherKindsOfFilesAreCalledWhatTheyAre(string entry, string kind) => Refused(kind, new TinyTorch().Begin().End().Archive(entry));

    [Fact]
    public void WeightsOfACheckpointAreFoundUnderItsName()
    {
        var notes = new List<string>();
        var file = new TinyTorch().Begin()
            .Text("epoch")
            .Number(3)
            .Text("model_ema")
            .Begin()
            .Floats("a", [9], 1)
            .End()
            .Text("state_dict")
            .Begin()
            .Floats("a", [4], 1)
            .End()
            .End()
            .Archive();
        Assert.Equal([4], TorchFile.Read(file, notes)[0].Values.ToArray());
        Assert.Contains("model_ema as well", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.module.a.weight model.module.b.weight", "a.weight b.weight")]
    [InlineData("features.0.weight classifier.weight", "features.0.weight classifier.weight")]
    public void WhatAllNamesBeginWithIsLeftAway(string names, string expected) =>
        Assert.Equal(expected.Split(' '), StateNames.Of(names.Split(' '), "mobilenet-v2", null, []).Names.Values);

    [Theory]
    [InlineData(
        "mobilenet-v1",
        null,
        "mobilenet_v1.conv_stem.convolution.weight mobilenet_v1.layer.3.normalization.bias mobilenet_v1.layer.2.convolution.weight classifier.bias",
        "conv1.weight conv_pw_2_bn.bias conv_dw_2.weight conv_preds.bias")]
    [InlineData(
        "mobilenet-v2",
        "keras",
        "mobilenet_v2.conv_stem.first_conv.convolution.weight mobilenet_v2.layer.0.conv_3x3.normalization.bias mobilenet_v2.conv_1x1.normalization.weight",
        "Conv1.weight block_1_depthwise_BN.bias Conv_1_bn.weight")]
    [InlineData(
        "mobilenet-v2",
        "torchvision",
        "conv_stem.weight blocks.0.0.conv_dw.weight blocks.1.0.conv_pwl.weight blocks.1.1.bn2.bias conv_head.weight",
        "features.0.0.weight features.1.conv.0.0.weight features.2.conv.2.weight features.3.conv.1.1.bias features.4.0.weight")]
    public void NamesOfOtherLibrariesAreThePresets(string preset, string? flavor, string names, string expected) =>
        Assert.Equal(expected.Split(' '), StateNames.Of(names.Split(' '), preset, flavor, []).Names.Values);

    private static void Refused(string message, byte[] file) =>
        Assert.Contains(message, Assert.Throws<ToolException>(() => TorchFile.Read(file, [])).Message, StringComparison.Ordinal);
}
