namespace MobileNetGen.Tool.Tests.Published;

/// <summary>A network inside a package of npm, and how it is imported.</summary>
/// <param name="File">Its file.</param>
/// <param name="Package">The package with its version.</param>
/// <param name="What">What it is, human-readable.</param>
/// <param name="Divisor">Its input is a row of whole numbers below 251, each divided by this,</param>
/// <param name="Offset">and this added.</param>
/// <param name="Options">What the import is told besides.</param>
internal sealed record PublishedNetwork(string File, string Package, string What, double Divisor, double Offset, params string[] Options)
{
    private const string Human = "@vladmandic/human 3.3.6";
    private const string Mlsd = "jp.keijiro.mlsd 1.0.0";
    private const string Peaks = "WireFrameModel_with_alpha/Decoder/max_pooling2d/MaxPool__";
    private const string Scope = "StatefulPartitionedCall/";
    private const string Pixels = Scope + "map/TensorArrayV2Stack/TensorListStack";

    private static readonly string[] s_poses = ["Sigmoid", "Sigmoid_1", "kpt_regress_0/conv2d_6/BiasAdd", "kpt_offset_0/conv2d_7/BiasAdd"];

    public static readonly IReadOnlyList<PublishedNetwork> All =
    [
        new("centernet.json", Human, "CenterNet on V3, without its search for peaks", 1, 0, "--outputs", "tower_0/wh,tower_0/keypoints"),
        new("faceres.json", Human, "age, gender and descriptor of a face, on V1", 1, 0,
            "--outputs", "gender_pred/Sigmoid,global_pooling/Mean,age_pred/Softmax"),
        new("handlandmark-lite.json", Human, "MediaPipe's landmarks of a hand", 250, 0, "--outputs", "Identity,Identity_1,Identity_2,Identity_3"),
        new("handtrack.json", Human, "SSD on V2 with a feature pyramid, int8 weights, between its loop and its selection of boxes", 125, -1,
            "--inputs", Pixels, "--shape", "1x320x320x3", "--outputs", $"{Scope}concat,{Scope}Postprocessor/convert_scores"),
        new("mlsd_320x320_tiny.onnx", Mlsd, "line segments on V2, without its comparison of peaks", 1, 0, "--outputs", $"Transpose__305:0,{Peaks}208:0"),
        new("mlsd_512x512_large.onnx", Mlsd, "the same, larger", 1, 0, "--outputs", $"Transpose__387:0,{Peaks}263:0"),
        new("movenet-lightning.json", Human, "poses on V2, of integers, without its decoding", 1, 0,
            "--outputs", string.Join(',', s_poses.Select(name => Scope + name))),
    ];

    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>Whose answers are expected.</summary>
    public string Peer => File.EndsWith(".onnx", StringComparison.Ordinal) ? "ONNX Runtime" : "TensorFlow.js";

    public float[] Input(int length) => [.. Enumerable.Range(0, length).Select(index => (float)(((long)index * 7919 % 251 / Divisor) + Offset))];
}
