namespace MobileNetGen.Tool.Tests.Models;

/// <summary>A model of the models folder, and how it is imported and judged.</summary>
/// <param name="Model">Its path.</param>
/// <param name="What">What it is, human-readable.</param>
/// <param name="Options">What the import is told.</param>
/// <param name="Reference">Whose answers are expected, where they are another model's of the same weights.</param>
internal sealed record ModelCase(string Model, string What, string[] Options, string? Reference = null)
{
    private static readonly string[] s_keras = ["--preprocess", "keras"];

    /// <summary>Models in floats, whose numbers are compared.</summary>
    public static readonly IReadOnlyList<ModelCase> Floats =
    [
        new("derived/mobilenet_v1_0.25_128.onnx", "V1 0.25, ONNX, batch norms kept", s_keras),
        new(
            "derived/mobilenet_v1_0.25_128.safetensors",
            "V1 0.25, weights of a preset",
            ["--preset", "mobilenet-v1", "--width", "0.25", "--resolution", "128"],
            "derived/mobilenet_v1_0.25_128.onnx"),
        new("tinymaix/mbnet128_0.25.h5", "V1 0.25, Keras HDF5", s_keras, "tinymaix/mbnet128_0.25_f.tflite"),
        new("tinymaix/mbnet128_0.25_f.tflite", "V1 0.25, TFLite with arithmetic on shapes", s_keras),
        new("tflite-support/mobilenet_v1_0.25_224_1_default_1.tflite", "V1 0.25, TFLite", s_keras),
        new("tfjs-v1-025-224/model_with_topology.json", "V1 0.25, TensorFlow.js layers, 55 shards", s_keras),
        new("st-services/mobilenet_v2_0.35_128_tfs_channel_first.onnx", "V2 0.35, ONNX of tf2onnx", s_keras),
        new("teachable-machine/image-model/model.json", "V2 0.35, TensorFlow.js, models within models", s_keras),
        new("mlcommons-tiny/vww_96_float.tflite", "V1 0.25 person or not, TFLite", ["--preprocess", "unit"]),
    ];

    /// <summary>Models in integers, whose answers to a hundred photos are counted.</summary>
    public static readonly IReadOnlyList<ModelCase> Quantised =
    [
        new("tinymaix/mbnet128_0.25_q.tflite", "V1 0.25, int8 per channel", []),
        new("tflite-support/mobilenet_v1_0.25_224_quant.tflite", "V1 0.25, uint8", []),
        new("coral/mobilenet_v1_0.25_128_quant.tflite", "V1 0.25, uint8", []),
        new("coral/mobilenet_v2_1.0_224_quant.tflite", "V2 1.0, uint8", []),
        new("nnstreamer/mobilenet_v2_quant.onnx", "V2 1.0, ONNX QLinearConv", ["--preprocess", "torchvision"]),
        new("atu-model-zoo/v3-small_224_1.0_uint8.tflite", "V3-Small 1.0, uint8", []),
    ];

    public static ModelCase Find(string model) => Floats.Concat(Quantised).First(candidate => candidate.Model == model);
}
