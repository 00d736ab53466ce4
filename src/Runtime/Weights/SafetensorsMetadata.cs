using System.Text.Json;

namespace MobileNetGen.Weights;

/// <summary>What the project's programs say of a safetensors file in its metadata; files of other programs say nothing of it.</summary>
/// <param name="Checksums">Whether the file is as it was written.</param>
/// <param name="Hash">The SHA-256 of its data, or null.</param>
/// <param name="LabelsHash">The SHA-256 of the file of labels that belongs to it, or null.</param>
internal readonly record struct SafetensorsMetadata(SafetensorsChecksums Checksums, string? Hash, string? LabelsHash)
{
    public const string HashKey = "mobilenetgen.sha256.data";
    public const string LabelsHashKey = "mobilenetgen.sha256.labels";

    /// <summary>Keys that the writer fills.</summary>
    public static IReadOnlyList<string> OwnKeys { get; } = [SafetensorsChecksums.DataKey, SafetensorsChecksums.HeaderKey, HashKey];

    /// <summary>Takes a text of the metadata, whose value the reader stands on, if it is one of these.</summary>
    public SafetensorsMetadata With(string key, ref Utf8JsonReader reader) => key switch
    {
        HashKey => this with { Hash = reader.GetString() },
        LabelsHashKey => this with { LabelsHash = reader.GetString() },
        _ => this with { Checksums = Checksums.With(key, ref reader) },
    };

    /// <summary>True for 64 hexadecimal digits.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
