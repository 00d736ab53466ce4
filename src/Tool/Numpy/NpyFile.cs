using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Numpy;

/// <summary>
/// NumPy's file for one array: <c>\x93NUMPY</c>, the version, the header's length, a Python dictionary as text, the elements
/// (numpy.lib.format, versions 1 to 3). Little-endian numbers in C order are read; float32 is written.
/// </summary>
internal static partial class NpyFile
{
    private const int Alignment = 64;
    private const int PrefixLength = 10;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="ToolException">The file is no such array.</exception>
    public static NdArray Read(string path)
    {
        try
        {
            return Read(InputFile.Named(path, () => InputFile.Bytes(path, Limits.MaxFileBytes)));
        }
        catch (FormatException wrong)
        {
            throw new ToolException($"{path}: {wrong.Message}");
        }
    }

    /// <exception cref="FormatException">The bytes are no such array.</exception>
    public static NdArray Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < PrefixLength + 2 || !file.StartsWith(Magic))
        {
            throw new FormatException("the file does not begin as a .npy file does.");
        }

        var (start, length) = file[6] == 1
            ? (PrefixLength, BinaryPrimitives.ReadUInt16LittleEndian(file[8..]))
            : (PrefixLength + 2, BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
        if (length > file.Length - start)
        {
            throw new FormatException($"the header has {length} bytes, and the file only {file.Length - start} after it.");
        }

        var header = Encoding.UTF8.GetString(file.Slice(start, (int)length));
        if (Header().Match(header) is not { Success: true } match || match.Groups["fortran"].Value == "True")
        {
            throw new FormatException("the header is not understood; little-endian numbers in C order are accepted.");
        }

        var (shape, type) = (Shape(match.Groups["shape"].Value), match.Groups["type"].Value);
        return new NdArray(shape, Elements(file[(start + (int)length)..], type, shape))
        {
            Element = type switch { "i1" => TensorElement.Int8, "u1" => TensorElement.UInt8, _ => TensorElement.Float32 },
        };
    }

    public static void Write(string path, NdArray array) => AtomicFile.Write(path, stream => Write(stream, array));

    public static void Write(Stream stream, NdArray array)
    {
        var type = array.Element switch { TensorElement.Int8 => "|i1", TensorElement.UInt8 => "|u1", _ => "<f4" };
        var shape = string.Concat(array.Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture) + ","));
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        var padded = text.PadRight(((text.Length + PrefixLength + Alignment) / Alignment * Alignment) - PrefixLength - 1) + "\n";
        stream.Write(Magic);
        stream.Write([1, 0, (byte)padded.Length, (byte)(padded.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(padded));
        if (array.Element == TensorElement.Float32)
        {
            stream.Write(MemoryMarshal.AsBytes(array.Values.AsSpan()));
            return;
        }

        stream.Write([.. array.Values.Select(value => (byte)(int)value)]);
    }

    // No part of it matches in two ways, so that the generated matcher is linear; another engine would have to be compiled in every run.
    [GeneratedRegex(
        @"^\{\s*'descr':\s*'(?<type>[<|=][a-z]\d+)',\s*'fortran_order':\s*(?<fortran>True|False),\s*'shape':\s*\((?<shape>[\d,\s]*)\),?\s*\}\s*$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    private static List<int> Shape(string text)
    {
        var shape = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            shape.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var extent)
                ? extent
                : throw new FormatException($"the extent {part} is no integer up to {int.MaxValue}."));
        }

        return shape;
    }

    private static float[] Elements(ReadOnlySpan<byte> data, string type, List<int> shape)
    {
        var size = type[1..] switch
        {
            "u1" or "i1" or "b1" => 1,
            "f2" or "u2" or "i2" => 2,
            "f4" or "u4" or "i4" => 4,
            "f8" or "u8" or "i8" => 8,
            _ => throw new FormatException($"the elements are '{type}'; floats and integers of 1 to 8 bytes are accepted."),
        };
        var count = Math.Max(0, data.Length / size);
        if (data.Length % size != 0 || !Fits(shape, count))
        {
            throw new FormatException($"{data.Length} bytes of '{type}' do not fill the shape ({string.Join(", ", shape)}).");
        }

        var values = new float[count];
        for (var index = 0; index < count; index++)
        {
            var element = data.Slice(index * size, size);
            values[index] = type[1..] switch
            {
                "u1" or "b1" => element[0],
                "i1" => (sbyte)element[0],
                "f2" => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                "u2" => BinaryPrimitives.ReadUInt16LittleEndian(element),
                "i2" => BinaryPrimitives.ReadInt16LittleEndian(element),
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(element),
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(element),
                "i4" => BinaryPrimitives.ReadInt32LittleEndian(element),
                "f8" => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                "u8" => BinaryPrimitives.ReadUInt64LittleEndian(element),
                _ => BinaryPrimitives.ReadInt64LittleEndian(element),
            };
        }

        return values;
    }

    private static bool Fits(List<int> shape, int count)
    {
        var product = 1L;
        foreach (var extent in shape)
        {
            product *= extent;
            if (product > int.MaxValue)
            {
                return false;
            }
        }

        return product == count;
    }
}
