using System.Buffers.Binary;

namespace MobileNetGen.Tool.Formats.Recognition;

/// <summary>Which reader a file is for: what its content says, and what its name ends in where the content does not say.</summary>
internal static class KnownFormat
{
    private static readonly byte[] s_hdf5 = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The magic number with which files of torch.save began before they were archives.</summary>
    private static readonly byte[] s_torch = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    /// <summary>The common ending of the file's format.</summary>
    public static string EndingOf(FileSample file) =>
        file.HasAt(4, "TFL3"u8) ? ".tflite"
        : file.StartsWith(s_hdf5) ? ".h5"
        : IsTorch(file) ? ".pth"
        : file.IsZip && file.Lists("model.weights.h5") ? ".keras"
        : IsSafetensors(file) ? ".safetensors"
        : file.Text.StartsWith('{') && file.Text.Contains("\"modelTopology\"", StringComparison.Ordinal) ? ".json"
        : file.Ending == ".pb" && IsOnnx(file) ? ".onnx"
        : file.Ending;

    /// <summary>A version of the format's own, and what comes after it: who wrote the file, or a graph.</summary>
    public static bool IsOnnx(FileSample file) => file.Head is [8, >= 3 and <= 20, 0x12 or 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42, ..];

    private static bool IsTorch(FileSample file) => file.StartsWith(s_torch)
        || (file.IsZip && (file.Lists("data.pkl")
            || file.Lists("archive_format")
            || file.Lists("models/model.json")
            || file.Listed("serialized_exported_program.json") is not null));

    private static bool IsSafetensors(FileSample file) =>
        file.HasAt(8, "{"u8) && BinaryPrimitives.ReadUInt64LittleEndian(file.Head) is > 0 and var header && header <= (ulong)(file.Length - 8);
}
