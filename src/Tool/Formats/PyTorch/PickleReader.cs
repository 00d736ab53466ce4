using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.PyTorch;

/// <summary>
/// Reads the instructions of a pickle that a state dictionary needs: texts, numbers, lists, dictionaries, and the three functions that make
/// tensors, which are recognised by name. Nothing of the file is run, and any other instruction or name is refused.
/// </summary>
internal sealed class PickleReader(byte[] file, int start = 0)
{
    private static readonly object s_mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _at = start;

    /// <summary>The storages that tensors refer to.</summary>
    public List<TorchStorage> Storages { get; } = [];

    /// <summary>Where the next byte is that was not read.</summary>
    public int End => _at;

    /// <summary>The object that the next pickle in the file stands for.</summary>
    /// <exception cref="ToolException">The pickle is malformed, or needs what is not read.</exception>
    public object? Read()
    {
        (_stack.Capacity, var isDone) = (16, false);
        _memo.Clear();
        while (!isDone)
        {
            isDone = Step((char)Bytes(1)[0]);
        }

        return Pop();
    }

    private bool Step(char instruction)
    {
        switch (instruction)
        {
            case '.':
                return true;
            case '\x80':
                Bytes(1);
                break;
            case '\x95':
                Bytes(8);
                break;
            case '(':
                Push(s_mark);
                break;
            case '}':
                Push(new PickledMapping());
                break;
            case ']':
                Push(new List<object?>());
                break;
            case ')':
                Push(Array.Empty<object?>());
                break;
            case 'N':
                Push(null);
                break;
            case '\x88' or '\x89':
                Push(instruction == '\x88');
                break;
            case 'K':
                Push((long)Bytes(1)[0]);
                break;
            case 'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
                break;
            case 'J':
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)));
                break;
            case '\x8a':
                Push(Long(Bytes(Bytes(1)[0])));
                break;
            case 'G':
                Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)));
                break;
            case 'X':
                Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))));
                break;
            case '\x8c':
                Push(Text(Bytes(1)[0]));
                break;
            case 'c':
                Push(new PickledName(Line(), Line()));
                break;
            case '\x93':
                var name = Pop() as string;
                Push(new PickledName(Pop() as string ?? "", name ?? ""));
                break;
            case 'q':
                _memo[Bytes(1)[0]] = Top();
                break;
            case 'r':
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))] = Top();
                break;
            case '\x94':
                _memo[_memo.Count] = Top();
                break;
            case 'h':
                Push(Kept(Bytes(1)[0]));
                break;
            case 'j':
                Push(Kept(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))));
                break;
            case 't':
                Push(Marked());
                break;
            case '\x85' or '\x86' or '\x87':
                Push(Popped(instruction - '\x84'));
                break;
            case 'Q':
                Storages.Add(PickledTensors.Storage(Pop()));
                Push(Storages[^1]);
                break;
            case 'R':
                var arguments = Pop() as object?[] ?? throw Malformed();
                Push(PickledTensors.Call(Pop() as PickledName ?? throw Malformed(), arguments));
                break;
            case '\x81':
                Pop();
                throw new ToolException($"it holds {(Pop() as PickledName)?.DisplayText ?? "an object"}, an object of Python code, which is not run: "
                    + $"a whole module or checkpoint, and not its weights alone. {TorchFile.WayOfModule}");
            case 'b':
                RequireNoState(Pop());
                break;
            case 'a':
                var item = Pop();
                (Top() as List<object?> ?? throw Malformed()).Add(item);
                break;
            case 'e':
                var items = Marked();
                (Top() as List<object?> ?? throw Malformed()).AddRange(items);
                break;
            case 's':
                Set(Popped(2));
                break;
            case 'u':
                Set(Marked());
                break;
            default:
                throw new ToolException($"it holds objects of Python code (the pickle's instruction 0x{(int)instruction:X2}), which is not run. "
                    + $"{TorchFile.WayOfModule}");
        }

        return false;
    }

    /// <summary>What an ordered dictionary has beside its items: versions of modules.</summary>
    private void RequireNoState(object? state)
    {
        if (Top() is not PickledMapping || state is not PickledMapping { Items: [("_metadata", _)] })
        {
            throw Malformed();
        }
    }

    private void Set(object?[] pairs)
    {
        var mapping = Top() as PickledMapping ?? throw Malformed();
        for (var index = 0; index + 1 < pairs.Length; index += 2)
        {
            mapping.Items.Add((pairs[index] as string ?? $"{pairs[index]}", pairs[index + 1]));
        }
    }

    private static long Long(ReadOnlySpan<byte> bytes) => new BigInteger(bytes) is var value && value >= long.MinValue && value <= long.MaxValue
        ? (long)value
        : long.MaxValue;

    private string Text(long length) => length <= Limits.MaxNameBytes
        ? Encoding.UTF8.GetString(Bytes((int)length))
        : throw new ToolException($"a text in it has {length} bytes; {Limits.MaxNameBytes} are accepted.");

    private string Line()
    {
        var length = Math.Max(file.AsSpan(Math.Min(_at, file.Length)).IndexOf((byte)'\n'), 0);
        var text = Text(length);
        Bytes(1);
        return text;
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > file.Length - _at)
        {
            throw Malformed();
        }

        _at += count;
        return file.AsSpan(_at - count, count);
    }

    private void Push(object? value) => _stack.Add(value);

    private object? Top() => _stack.Count > 0 ? _stack[^1] : throw Malformed();

    private object? Pop()
    {
        var value = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] Popped(int count)
    {
        if (_stack.Count < count)
        {
            throw Malformed();
        }

        object?[] values = [.. _stack.TakeLast(count)];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] Marked()
    {
        var mark = _stack.LastIndexOf(s_mark);
        var values = mark >= 0 ? Popped(_stack.Count - mark - 1) : throw Malformed();
        Pop();
        return values;
    }

    private object? Kept(long place) => _memo.TryGetValue(place, out var value) ? value : throw Malformed();

    private static ToolException Malformed() => new($"it is no file of torch.save that can be read. {TorchFile.Way}");
}
