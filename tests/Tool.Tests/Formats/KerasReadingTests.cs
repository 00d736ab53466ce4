using System.Text.Json.Nodes;
using MobileNetGen.Tool.Formats.Keras;
using PureHDF;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Nothing that a Keras model says goes by in silence: it is computed, or refused by name.</summary>
public sealed class KerasReadingTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("ReLU", """{"trainable": true, "ceiling": 3}""", "its ceiling is 3, which is not known")]
    [InlineData("ReLU", """{"trainable": true, "threshold": 0.25}""", "its threshold is 0.25")]
    [InlineData("GroupNormalization", """{"trainable": true, "groups": 7}""", "its groups are 7")]
    [InlineData(
        "Activation",
        """{"trainable": true, "activation": {"module": "builtins", "class_name": "function", "config": "my>relu6"}}""",
        "a function that is not Keras' own")]
    [InlineData("Activation", """{"trainable": true, "activation": "hard_shrink"}""", "its activation is hard_shrink")]
    [InlineData("ReLU", """{"trainable": true, "dtype": {"class_name": "QuantizedFloat8DTypePolicy", "config": {"mode": "float8"}}}""", "its dtype is float8")]
    [InlineData("Lambda", """{"trainable": true}""", "holds Python code")]
    [InlineData("Resizing", """{"trainable": true, "height": 8, "width": 8, "antialias": true}""", "its antialias is true; false is accepted")]
    public void WhatIsNotReadIsRefusedByName(string className, string config, string message) =>
        Refused(message, () => new TinyKerasModel().Input().Layer(className, "a", config, ["image"]).Import("a"));

    [Theory]
    [InlineData("3.8.0", "Dropout", true)]
    [InlineData("3.8.0", "RandomFlip", false)]
    [InlineData("2.15.0", "RandomFlip", true)]
    public void TrainingInInferenceIsRefusedWhereItChangesTheAnswer(string version, string className, bool isRefused)
    {
        var model = new TinyKerasModel(version).Input()
            .Layer(className, "a", """{"trainable": true}""", ["image"], """{"training": true}""")
            .Layer("ReLU", "b", """{"trainable": true}""", ["a"]);
        if (isRefused)
        {
            Refused("training=True", () => model.Import("b"));
        }
        else
        {
            Imported.Same(new TinyKerasModel().Input().Layer("ReLU", "b", """{"trainable": true}""", ["image"]).Import("b"), model.Import("b"));
        }
    }

    [Theory]
    [InlineData("my_package")]
    [InlineData("__main__")]
    public void AClassOfAnotherPackageIsNotKeras(string module) =>
        Refused("not Keras' own", () => new TinyKerasModel().Input().Layer("ReLU", "a", "{}", ["image"], module: module).Import("a"));

    [Fact]
    public void LayersThatNoOutputDependsOnAreNotRead() =>
        Imported.Same(Relu("image").Import("a"), Relu("image").Layer("Lambda", "code", "{}", ["image"]).Import("a"));

    [Fact]
    public void InputsOfAModelWithinAreInTheOrderOfItsInputLayers()
    {
        var inner = new TinyKerasModel().Input("q").Input("p").Layer("Subtract", "d", """{"trainable": true}""", ["p+q"])
            .Inputs(new JsonArray(new JsonArray("p", 0, 0), new JsonArray("q", 0, 0)));
        var outer = new TinyKerasModel().Input("a").Input("b").Layer("Functional", "inner", inner.Config("d").ToJsonString(), ["a+b"]);
        var plain = new TinyKerasModel().Input("a").Input("b").Layer("Subtract", "d", """{"trainable": true}""", ["a+b"]);
        Equal(Imported.Scores(plain.Import("d")), Imported.Scores(outer.Import("inner")));
    }

    [Fact]
    public void ALayerThatIsCalledTwiceIsTwoLayersOfTheSameWeights()
    {
        var shared = Convolved(new TinyKerasModel().Input().Input("other"), "c", ["image", "other"]).Layer("Add", "sum", """{"trainable": true}""", ["c+c:1"]);
        var apart = Convolved(Convolved(new TinyKerasModel().Input().Input("other"), "c", ["image"]), "d", ["other"]).Layer(
            "Add",
            "sum",
            """{"trainable": true}""",
            ["c+d"]);
        Equal(Imported.Scores(apart.Import("sum")), Imported.Scores(shared.Import("sum")));
    }

    [Fact]
    public void NumbersOfNumpyAreTheirNumbers()
    {
        const string Numpy = """{"trainable": true, "scale": {"class_name": "__numpy__", "config": {"value": [0.5, 2, 3], "dtype": "float32"}},"""
            + """ "offset": {"type": "ndarray", "value": 0.25}}""";
        const string Plain = """{"trainable": true, "scale": [0.5, 2, 3], "offset": 0.25}""";
        Imported.Same(Scaled(Plain).Import("a"), Scaled(Numpy).Import("a"));
    }

    [Fact]
    public void OperatorsTakeNumbersOnEitherSide() => Equal(
        Imported.Scores(Scaled("""{"trainable": true, "scale": -2, "offset": 4.5}""").Import("a")),
        Imported.Scores(new TinyKerasModel().Input()
            .Operator("Multiply", "m", "2", "image")
            .Operator("Subtract", "s", "1.5", "m")
            .Operator("Add", "a", "s", "3")
            .Import("a")));

    [Fact]
    public void NormalizationInvertedMultipliesAndAdds() => Equal(
        Imported.Scores(Scaled("""{"trainable": true, "scale": [2, 3, 4], "offset": [1, 2, 3]}""").Import("a")),
        Imported.Scores(new TinyKerasModel().Input()
            .Layer("Normalization", "a", """{"trainable": true, "axis": [-1], "invert": true, "mean": [1, 2, 3], "variance": [4, 9, 16]}""", ["image"])
            .Import("a")));

    [Fact]
    public void HardSigmoidIsThatOfTheVersionThatSavedTheModel()
    {
        static float[] Scores(string version) => Imported.Scores(new TinyKerasModel(version).Input()
            .Layer("Activation", "a", """{"trainable": true, "activation": "hard_sigmoid"}""", ["image"])
            .Import("a"));
        var noise = Imported.Scores(Scaled("""{"trainable": true, "scale": 1, "offset": 0.5}""").Import("a")).Select(value => value - 0.5f).ToArray();
        Equal([.. noise.Select(value => Math.Clamp((value / 6) + 0.5f, 0, 1))], Scores("3.8.0"));
        Equal([.. noise.Select(value => Math.Clamp((value * 0.2f) + 0.5f, 0, 1))], Scores("2.15.0"));
    }

    [Fact]
    public void FlattenWithChannelsFirstPermutesBefore()
    {
        var first = Scores(
            Convolved(new TinyKerasModel().Input(), "c", ["image"]).Layer("Flatten", "f", """{"trainable": true, "data_format": "channels_first"}""", ["c"]));
        var permuted = Scores(Convolved(new TinyKerasModel().Input(), "c", ["image"]).Layer("Permute", "p", """{"trainable": true, "dims": [2, 3, 1]}""", ["c"])
            .Layer("Flatten", "f", """{"trainable": true}""", ["p"]));
        var last = Scores(Convolved(new TinyKerasModel().Input(), "c", ["image"]).Layer("Flatten", "f", """{"trainable": true}""", ["c"]));
        Equal(permuted, first);
        Assert.NotEqual(last, first);

        static float[] Scores(TinyKerasModel model) => Imported.Scores(Classified(model).Import("fc"));
    }

    [Theory]
    [InlineData("2.2.4", "asymmetric")]
    [InlineData("2.15.0", "")]
    [InlineData("3.8.0", "")]
    public void BilinearUpsamplingIsThatOfTheVersion(string version, string coordinates)
    {
        var model = new TinyKerasModel(version).Input()
            .Layer("UpSampling2D", "a", """{"trainable": true, "size": [2, 2], "interpolation": "bilinear"}""", ["image"])
            .Import("a");
        Assert.Equal(coordinates.Length > 0, Imported.Network(model).Layers.Contains("asymmetric", StringComparison.Ordinal));
    }

    [Fact]
    public void BilinearUpsamplingOfUnknownCoordinatesIsRefused() => Refused(
        "load and save the model",
        () => new TinyKerasModel("2.2.4-tf").Input().Layer("UpSampling2D", "a", """{"trainable": true, "interpolation": "bilinear"}""", ["image"]).Import("a"));

    [Fact]
    public void LowRankPartsAreAddedToTheKernelInHdf5()
    {
        const string Tuned = """{"trainable": true, "units": 2, "use_bias": false, "lora_rank": 1, "lora_alpha": 3}""";
        float[] expected = [1 + (3 * 5 * 0.5f), 2 + (3 * 5 * 0.25f), 3 + (3 * 7 * 0.5f), 4 + (3 * 7 * 0.25f)];
        var layer = new H5Group
        {
            Attributes = { ["weight_names"] = new[] { "fc/lora_kernel_a", "fc/lora_kernel_b", "fc/kernel" } },
            ["fc"] = new H5Group
            {
                ["kernel"] = Array(
                [1, 2, 3, 4],
                2,
                2),
                ["lora_kernel_a"] = Array([5, 7], 2, 1),
                ["lora_kernel_b"] = Array([0.5f, 0.25f], 1, 2)
            },
        };
        var model = new TinyKerasModel().Input("image", 2).Layer("Dense", "fc", Tuned, ["image"]);
        var imported = Hdf5(model.Json("fc"), new H5Group { ["fc"] = layer });
        var merged = new TinyKerasModel().Input("image", 2)
            .Layer("Dense", "fc", """{"trainable": true, "units": 2, "use_bias": false}""", ["image"])
            .Weight("fc/kernel", [2, 2], expected);
        Equal(Imported.Scores(merged.Import("fc")), Imported.Scores(imported));
    }

    [Fact]
    public void AGroupsNameCountsAndNotWhatItsWeightsWereCalled()
    {
        static H5Group Renamed(string before, float[] kernel) =>
            new() { Attributes = { ["weight_names"] = new[] { $"{before}/kernel:0" } }, [before] = new H5Group { ["kernel:0"] = Array(kernel, 2, 2) } };
        const string Square = """{"trainable": true, "units": 2, "use_bias": false}""";
        var model = new TinyKerasModel().Input("image", 2).Layer("Dense", "a", Square, ["image"]).Layer("Dense", "b", Square, ["a"]);
        var imported = Hdf5(model.Json("b"), new H5Group { ["a"] = Renamed("b", [1, 2, 3, 4]), ["b"] = Renamed("a", [5, 6, 7, 9]) });
        Equal(Imported.Scores(model.Weight("a/kernel", [2, 2], 1, 2, 3, 4).Weight("b/kernel", [2, 2], 5, 6, 7, 9).Import("b")), Imported.Scores(imported));
    }

    /// <summary>Both layers of the model within are called as the one beside it, and a frozen normalisation has its weights after.</summary>
    [Fact]
    public void WeightsOfAModelWithinAreInKerasOrder()
    {
        const string Square = """{"trainable": true, "units": 2, "use_bias": false}""";
        var inner = new TinyKerasModel().Input("in", 2)
            .Layer("BatchNormalization", "bn", """{"trainable": false, "axis": [-1], "epsilon": 0.5}""", ["in"])
            .Layer("Dense", "dense", Square, ["bn"]);
        var outer = new TinyKerasModel().Input("image", 2)
            .Layer("Functional", "base", inner.Config("dense").ToJsonString(), ["image"])
            .Layer("Dense", "dense", Square, ["base"]);
        string[] names = ["dense/kernel", "bn/gamma", "bn/beta", "bn/moving_mean", "bn/moving_variance"];
        var group = new H5Group
        {
            Attributes = { ["weight_names"] = names },
            ["dense"] = new H5Group { ["kernel"] = Array([1, 2, 3, 4], 2, 2) },
            ["bn"] = new H5Group
            {
                ["gamma"] = Array(
                [1, 2],
                2),
                ["beta"] = Array([3, 4], 2),
                ["moving_mean"] = Array([5, 6], 2),
                ["moving_variance"] = Array([7, 8], 2)
            },
        };
        var last =
            new H5Group { Attributes = { ["weight_names"] = new[] { "dense/kernel" } }, ["dense"] = new H5Group { ["kernel"] = Array([2, 0, 0, 3], 2, 2) } };
        var flat = new TinyKerasModel().Input("image", 2).Layer(
            "BatchNormalization",
            "bn",
            """{"trainable": true, "axis": -1, "epsilon": 0.5}""",
            ["image"]).Layer("Dense", "first", Square, ["bn"]).Layer("Dense", "second", Square, ["first"])
            .Weight("bn/gamma", [2], 1, 2).Weight("bn/beta", [2], 3, 4).Weight(
                "bn/moving_mean",
                [2],
                5,
                6).Weight("bn/moving_variance", [2], 7, 8).Weight("first/kernel", [2, 2], 1, 2, 3, 4).Weight("second/kernel", [2, 2], 2, 0, 0, 3);
        Equal(Imported.Scores(flat.Import("second")), Imported.Scores(Hdf5(outer.Json("dense"), new H5Group { ["base"] = group, ["dense"] = last })));
    }

    [Fact]
    public void AdaptivePoolingHasWindowsBesideEachOther() => Imported.Same(
        new TinyKerasModel().Input().Layer("AveragePooling2D", "a", """{"trainable": true, "pool_size": [2, 4]}""", ["image"]).Import("a"),
        new TinyKerasModel().Input().Layer("AdaptiveAveragePooling2D", "a", """{"trainable": true, "output_size": [2, 1]}""", ["image"]).Import("a"));

    [Fact]
    public void WhatIsCroppedIsThePartBetween() => Imported.Same(
        new TinyKerasModel().Input().Layer("Cropping2D", "a", """{"trainable": true, "cropping": [[1, 1], [1, 1]]}""", ["image"]).Import("a"),
        new TinyKerasModel().Input().Layer("CenterCrop", "a", """{"trainable": true, "height": 2, "width": 2}""", ["image"]).Import("a"));

    [Fact]
    public void TheLargerOfTwoIsTheFirstPlusWhatIsAbove() => Equal(
        Imported.Scores(new TinyKerasModel().Input("a").Input("b").Layer("Maximum", "m", """{"trainable": true}""", ["a+b"]).Import("m")),
        Imported.Scores(new TinyKerasModel().Input("a").Input("b").Operator("Subtract", "d", "b", "a").Operator("Relu", "r", "d").Operator("Add", "m", "a", "r")
            .Import("m")));

    [Fact]
    public void GeluIsTheExactOneUnlessTheFileSaysAnother()
    {
        var exact = new TinyKerasModel().Input().Layer("Activation", "g", """{"trainable": true, "activation": "gelu"}""", ["image"]).Import("g");
        Imported.Same(exact, new TinyKerasModel().Input().Operator("Gelu", "g", "image").Import("g"));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(1, 1)]
    [InlineData(-1, 3)]
    public void GroupsOfChannelsAreNormalisedWithTheirPixels(int said, int groups)
    {
        var config = $$"""{"trainable": true, "groups": {{said}}, "axis": -1, "epsilon": 1e-9, "scale": false, "center": false}""";
        var answer = Imported.Scores(new TinyKerasModel().Input().Layer("GroupNormalization", "n", config, ["image"]).Import("n"));
        foreach (var group in answer.Select((value, index) => (value, index)).GroupBy(pair => pair.index % 3 * groups / 3, pair => (double)pair.value))
        {
            Assert.Equal(0, group.Average(), Tolerance);
            Assert.Equal(1, group.Average(value => value * value), Tolerance);
        }
    }

    [Fact]
    public void WhatIsReadIsListedOnceForTheDocumentation()
    {
        Assert.Equal(KerasDocs.All.Count, KerasDocs.All.Select(line => line.Name).Distinct().Count());
        Assert.Contains(KerasDocs.All, line => line is { Name: "Flatten", Says: "dtype, data_format" });
    }

    [Fact]
    public void WeightsWithoutANetworkAreCalledSo() => Refused(
        "the file holds weights and no network",
        () => KerasImporter.ImportHdf5(TinyKeras.Written(new H5File { ["model_weights"] = new H5Group() }), null));

    private static Import.ImportedModel Hdf5(string configuration, H5Group weights) =>
        KerasImporter.ImportHdf5(
            TinyKeras.Written(new H5File { Attributes = { ["model_config"] = configuration, ["keras_version"] = "3.8.0" }, ["model_weights"] = weights }),
            null);

    private static H5Dataset Array(float[] values, params ulong[] shape) => new(values, fileDims: shape);

    private static TinyKerasModel Relu(string input) => new TinyKerasModel().Input().Layer("ReLU", "a", """{"trainable": true}""", [input]);

    private static TinyKerasModel Scaled(string config) => new TinyKerasModel().Input().Layer("Rescaling", "a", config, ["image"]);

    private static TinyKerasModel Convolved(TinyKerasModel model, string name, string[] calls) =>
        model.Layer("Conv2D", name, """{"trainable": true, "filters": 2, "kernel_size": [2, 2], "use_bias": false}""", calls)
            .Weight($"{name}/kernel", [2, 2, 3, 2]);

    private static TinyKerasModel Classified(TinyKerasModel model) =>
        model.Layer("Dense", "fc", """{"trainable": true, "units": 3, "use_bias": false}""", ["f"]).Weight("fc/kernel", [18, 3]);

    private static void Refused(string message, Func<Import.ImportedModel> import) =>
        Assert.Contains(message, Assert.Throws<ToolException>(() => Imported.Result(import())).Message, StringComparison.Ordinal);

    private static void Equal(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }
}
