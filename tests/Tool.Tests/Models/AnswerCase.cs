namespace MobileNetGen.Tool.Tests.Models;

/// <summary>A model with few known answers, or none: what is expected instead.</summary>
/// <param name="Model">Its path, and what it is.</param>
/// <param name="HeldTo">Whose answers are expected, human-readable.</param>
/// <param name="Expect">Inputs with the answers that are expected of them.</param>
/// <param name="Tolerance">The largest difference of a score, as a part of the scores' range.</param>
internal sealed record AnswerCase(ModelCase Model, string HeldTo, Func<ImportedNetwork, IEnumerable<ExpectedAnswer>> Expect, double Tolerance)
{
    private const string Paddle = "paddleocr/ch_ppocr_mobile_v2.0_cls_infer.onnx";
    private const string Halves = "derived/mobilenet_v1_0.25_128.f16.safetensors";
    private const string Whether = "mlcommons-tiny/vww_96_int8.tflite";
    private static readonly string[] s_preset = ["--preset", "mobilenet-v1", "--width", "0.25", "--resolution", "128"];

    public static readonly IReadOnlyList<AnswerCase> All =
    [
        new(
            new(Halves, "V1 0.25, weights of a preset in 16 bits", s_preset),
            "ONNX Runtime on the weights in 32 bits",
            network => OfGolden(network, "derived/mobilenet_v1_0.25_128.onnx", output => output),
            2e-2),
        new(new(Whether, "V1 0.25 person or not, int8", []), "TensorFlow Lite in integers", network => OfGolden(network, Whether, Score), 0.1),
        new(new("tflite-micro/person_detect.tflite", "V1 0.25 grey, int8", []), "TensorFlow Lite Micro in integers, on two photos", OfPersons, 0.1),
        new(
            new(Paddle, "V3-Small ×0.35, ONNX of paddle2onnx", ["--preprocess", "keras", "--shape", "1x3x48x192"]),
            "ONNX Runtime on the same file",
            OfFile,
            1e-4),
        new(
            new("aianytime-waste/keras_model.h5", "V2 0.35, Keras HDF5, models within models", ["--preprocess", "keras"]),
            "ONNX Runtime on its export",
            OfExport,
            1e-4),
        new(
            new("netkit/mobilenetv4_small_int8.tflite", "V4 Conv-S, int8 as floats, never trained", ["--dequantize"]),
            "ONNX Runtime on its export",
            OfExport,
            1e-4),
    ];

    public static AnswerCase Find(string model) => All.First(candidate => candidate.Model.Model == model);

    private static IEnumerable<ExpectedAnswer> OfGolden(ImportedNetwork network, string reference, Func<float[], float[]> score)
    {
        var golden = Golden.Of(reference);
        return golden.Answers.Select(answer => new ExpectedAnswer(golden.Input(answer.Picture, network.Network.Info), score(answer.Output)));
    }

    /// <summary>What an int8 of softmax stands for.</summary>
    private static float[] Score(float[] integers) => [.. integers.Select(value => (value + 128) / 256)];

    /// <summary>The answers that the models' manifest lists, from the bitmaps beside the model, which hold the network's integers bit for bit.</summary>
    private static IEnumerable<ExpectedAnswer> OfPersons(ImportedNetwork network) =>
    [
        new(Pictures.Integers(network.Network.Info, "tflite-micro/person.bmp"), Score([-113, 113])),
        new(Pictures.Integers(network.Network.Info, "tflite-micro/no_person.bmp"), Score([59, -59])),
    ];

    private static IEnumerable<ExpectedAnswer> OfFile(ImportedNetwork network)
    {
        var model = File.ReadAllBytes(Repository.Model(Paddle));
        return Pictures.All(network.Network.Info)
            .Select(picture => new ExpectedAnswer(picture, OnnxRuntimePeer.Run(model, [([1, 3, 48, 192], Pictures.ChannelsFirst(picture))])[0]));
    }

    private static IEnumerable<ExpectedAnswer> OfExport(ImportedNetwork network)
    {
        var input = network.Network.Info.Inputs[0].Shape;
        var model = network.Export();
        return Pictures.All(network.Network.Info)
            .Select(picture => new ExpectedAnswer(picture, OnnxRuntimePeer.Run(model, [([1, input.Height, input.Width, input.Channels], picture)])[0]));
    }
}

/// <summary>An input in the network's order, and the scores that are expected of it.</summary>
internal sealed record ExpectedAnswer(float[] Input, float[] Scores);
