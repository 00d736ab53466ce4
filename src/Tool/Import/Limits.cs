namespace MobileNetGen.Tool.Import;

/// <summary>What a model may have, so that a small hostile file stays a small piece of work.</summary>
internal static class Limits
{
    /// <summary>Elements of one tensor. MobileNet's largest has five million.</summary>
    public const int MaxElements = 1 << 24;

    public const int MaxOperators = 4096;

    /// <summary>Tensors that a file lists, and buffers.</summary>
    public const int MaxTensors = 8 * MaxOperators;

    /// <summary>Inputs of a network, outputs, and entries of lists that have one for each.</summary>
    public const int MaxPorts = 256;

    /// <summary>Numbers that an operator is told: axes, extents, margins.</summary>
    public const int MaxNumbers = 4096;

    public const int MaxRank = 8;

    /// <summary>Bytes of a name: files can have many operators with one name.</summary>
    public const int MaxNameBytes = 4096;

    public const int MaxFileBytes = 1 << 30;

    /// <summary>Bytes of a description. A network of a thousand layers has a hundred thousand.</summary>
    public const int MaxDescriptionBytes = 1 << 24;

    /// <summary>Bytes of a file with a name for each class. ImageNet's 21,841 classes have half a million.</summary>
    public const int MaxLabelsBytes = 1 << 24;

    private const long MaxElementsInAll = 1 << 26;
    private const long MaxBytesAtOnce = 1 << 20;

    /// <summary>
    /// Elements that may be kept of a file: of an int8 weight come the integer, the number that it stands for, and that number in the
    /// network's order. A file that makes more of its bytes names one of its tensors many times.
    /// </summary>
    public static long MaxKept(long fileBytes) => Math.Min(MaxElementsInAll, MaxBytesAtOnce + (8 * fileBytes));

    /// <summary>Elements that may be looked at, again and again, by all operators.</summary>
    public static long MaxRead(long fileBytes) => 2 * (MaxBytesAtOnce + (8 * fileBytes));

    /// <summary>Bytes that an archive may become. Weights hardly shrink.</summary>
    public static long MaxUnpacked(long fileBytes) => Math.Min(MaxFileBytes, MaxBytesAtOnce + (16 * fileBytes));

    /// <exception cref="ToolException">There are more than a model may have.</exception>
    public static void RequireOperators(int count)
    {
        if (count > MaxOperators)
        {
            throw new ToolException($"the model has {count} operators; {MaxOperators} are accepted.");
        }
    }

    /// <exception cref="ToolException">There are more than a model may have.</exception>
    public static void RequirePorts(int count)
    {
        if (count > MaxPorts)
        {
            throw new ToolException($"the model has {count} inputs or outputs; {MaxPorts} are accepted.");
        }
    }
}
