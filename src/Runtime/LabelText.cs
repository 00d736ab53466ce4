using System.Text;
using MobileNetGen.Files;

namespace MobileNetGen;

/// <summary>
/// The text of a file of labels. Bytes that are no text in an encoding that the file names are refused and not guessed at:
/// a name in the wrong letters would be shown as if it were right.
/// </summary>
internal static class LabelText
{
    /// <summary>ImageNet's 21,841 classes have half a million.</summary>
    private const int MaxBytes = 1 << 24;

    private static readonly (byte[] Mark, Encoding Encoding)[] s_marked =
    [
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(false, throwOnInvalidBytes: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)),
    ];

    /// <summary>The lines of a file, blank ones too.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is too long.</exception>
    /// <exception cref="InvalidDataException">It is no text that is accepted; the message names the file.</exception>
    public static string[] Read(string path)
    {
        try
        {
            return RegularFile.LengthOf(path) == 0 ? [] : Lines(RegularFile.Read(path, MaxBytes));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}");
        }
    }

    /// <summary>The lines of a file, blank ones too.</summary>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is no text that is accepted.</exception>
    public static string[] Lines(byte[] file)
    {
        var lines = new List<string>();
        using var reader = new StringReader(Decoded(file));
        while (reader.ReadLine() is { } line)
        {
            lines.Add(Name(line, lines.Count));
        }

        return [.. lines];
    }

    /// <summary>A label without the spaces around it.</summary>
    /// <param name="text">The label.</param>
    /// <param name="index">Its class.</param>
    /// <exception cref="InvalidDataException">It has a control character, which terminals and lists would obey.</exception>
    public static string Name(string text, int index)
    {
        var name = text.Trim();
        return name.Where(unit => char.IsControl(unit) && unit != '\t').Select(unit => (int?)unit).FirstOrDefault() is { } control
            ? throw new InvalidDataException($"the label of the class {index} has the control character U+{control:X4}; text on one line is accepted")
            : name;
    }

    /// <summary>Without blank labels at the end, except for as many as there are classes.</summary>
    public static string[] Trimmed(string[] names, int min)
    {
        var count = names.Length;
        while (count > min && names[count - 1].Length == 0)
        {
            count--;
        }

        return names[..count];
    }

    private static string Decoded(byte[] file)
    {
        var (mark, encoding) = s_marked.FirstOrDefault(marked => file.AsSpan().StartsWith(marked.Mark), ([], s_marked[0].Encoding));
        try
        {
            return encoding.GetString(file.AsSpan(mark.Length));
        }
        catch (DecoderFallbackException wrong)
        {
            throw new InvalidDataException(
                $"the bytes {Convert.ToHexString(wrong.BytesUnknown ?? [])} are no text in {(encoding is UTF8Encoding ? "UTF-8" : "UTF-16")}; "
                + "UTF-8, and UTF-16 that begins with its mark, are accepted, as iconv -f LATIN1 -t UTF-8 writes the first",
                wrong);
        }
    }
}
