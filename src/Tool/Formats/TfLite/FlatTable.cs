using System.Runtime.CompilerServices;
using System.Text;
using Google.FlatBuffers;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>
/// A table of a FlatBuffers file: fields are found by their number in the schema, and every offset is compared with the file's length.
/// A field that is left out has its fallback.
/// </summary>
internal readonly struct FlatTable
{
    private const int SlotSize = 2;
    private const int VtableHeader = 4;

    private readonly ByteBuffer _bytes;
    private readonly int _position;

    private FlatTable(ByteBuffer bytes, long position)
    {
        _bytes = bytes;
        _position = Checked(bytes, position, 4);
    }

    /// <summary>The table that a file begins with.</summary>
    /// <exception cref="ToolException">The file has another identifier, or ends before the table.</exception>
    public static FlatTable Root(byte[] file, string identifier)
    {
        var bytes = new ByteBuffer(file);
        return file.Length >= 8 && Encoding.ASCII.GetString(file, 4, 4) == identifier
            ? new FlatTable(bytes, bytes.GetUint(0))
            : throw new ToolException($"the file has no identifier {identifier} at its fifth byte.");
    }

    /// <summary>How many fields the table has room for: those that the schema of its writer knew, and that it did not leave out at the end.</summary>
    public int FieldCount => (_bytes.GetUshort(Vtable()) - VtableHeader) / SlotSize;

    /// <summary>True if the field is there, whatever it says.</summary>
    public bool Has(int field) => Find(field, 1) is not null;

    public int Integer(int field, int fallback = 0) => Find(field, 4) is { } place ? _bytes.GetInt(place) : fallback;

    public long Long(int field) => Find(field, 8) is { } place ? _bytes.GetLong(place) : 0;

    public float Number(int field, float fallback = 0) => Find(field, 4) is { } place ? _bytes.GetFloat(place) : fallback;

    public int Byte(int field, int fallback = 0) => Find(field, 1) is { } place ? (sbyte)_bytes.Get(place) : fallback;

    public bool Flag(int field) => Byte(field) != 0;

    public string Text(int field) => Bytes(field) is { Length: <= Limits.MaxNameBytes } text
        ? Encoding.UTF8.GetString(text)
        : throw new ToolException($"a name of more than {Limits.MaxNameBytes} bytes is not accepted.");

    public FlatTable? Table(int field) => Find(field, 4) is { } place ? new FlatTable(_bytes, place + (long)_bytes.GetUint(place)) : null;

    /// <exception cref="ToolException">There are more than <paramref name="most"/>.</exception>
    public IReadOnlyList<FlatTable> Tables(int field, int most)
    {
        var tables = new List<FlatTable>();
        if (Vector(field, 4) is var (start, length))
        {
            if (length > most)
            {
                throw new ToolException($"a list has {length} entries; {most} are accepted.");
            }

            for (var place = start; place < start + (length * 4); place += 4)
            {
                tables.Add(new FlatTable(_bytes, place + (long)_bytes.GetUint(place)));
            }
        }

        return tables;
    }

    /// <summary>Null where the vector is left out.</summary>
    /// <exception cref="ToolException">There are more than an operator may be told.</exception>
    public int[]? Integers(int field) => Vector(field, 4) is not var (start, length) ? null : length <= Limits.MaxNumbers
        ? _bytes.ToArray<int>(start, length)
        : throw new ToolException($"a list has {length} numbers; {Limits.MaxNumbers} are accepted.");

    /// <summary>The numbers of a vector, none where it is left out.</summary>
    public T[] Vector<T>(int field)
        where T : unmanaged => Vector(field, Unsafe.SizeOf<T>()) is var (start, length) ? _bytes.ToArray<T>(start, length) : [];

    public long[]? Longs(int field) => Vector(field, 8) is var (start, length) ? _bytes.ToArray<long>(start, length) : null;

    public float[]? Numbers(int field) => Vector(field, 4) is var (start, length) ? _bytes.ToArray<float>(start, length) : null;

    /// <summary>Bytes where they lie: many tables may lead to the same.</summary>
    public ReadOnlySpan<byte> Bytes(int field) => Vector(field, 1) is var (start, length) ? _bytes.ToArraySegment(start, length) : [];

    private static int Checked(ByteBuffer bytes, long place, long length) => place >= 0 && place + length <= bytes.Length
        ? (int)place
        : throw new ToolException($"an offset leads to the byte {place}, and the file has {bytes.Length}.");

    private int? Find(int field, int size)
    {
        var vtable = Vtable();
        var slot = VtableHeader + (field * SlotSize);
        if (slot + SlotSize > _bytes.GetUshort(vtable))
        {
            return null;
        }

        var offset = _bytes.GetUshort(Checked(_bytes, vtable + slot, SlotSize));
        return offset == 0 ? null : Checked(_bytes, _position + (long)offset, size);
    }

    private int Vtable() => Checked(_bytes, _position - (long)_bytes.GetInt(_position), VtableHeader);

    private (int Start, int Length)? Vector(int field, int size)
    {
        if (Find(field, 4) is not { } place)
        {
            return null;
        }

        var vector = Checked(_bytes, place + (long)_bytes.GetUint(place), 4);
        var length = _bytes.GetUint(vector);
        return (Checked(_bytes, vector + 4L, (long)length * size), (int)length);
    }
}
