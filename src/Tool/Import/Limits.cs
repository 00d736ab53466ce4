namespace MobileNetGen.Tool.Import;

/// <summary>What a model may have, so that a small hostile file stays a small piece of work.</summary>
internal static class Limits
{
    /// <summary>Elements of one tensor. MobileNet's largest has five million.</summary>
    public const int MostElements = 1 << 24;

    public const int MostOperators = 4096;

    /// <summary>Tensors that a file lists, and buffers.</summary>
    public const int MostTensors = 8 * MostOperators;

    /// <summary>Inputs of a network, outputs, and entries of lists that have one for each.</summary>
    public const int MostPorts = 256;

    /// <summary>Numbers that an operator is told: axes, extents, margins.</summary>
    public const int MostNumbers = 4096;

    public const int MostRank = 8;

    /// <summary>Bytes of a name: files can have many operators with one name.</summary>
    public const int MostNameBytes = 4096;

    public const int MostFileBytes = 1 << 30;

    /// <summary>Bytes of a description. A network of a thousand layers has a hundred thousand.</summary>
    public const int MostDescriptionBytes = 1 << 24;

    /// <summary>Bytes of a file with a name for each class. ImageNet's 21,841 classes have half a million.</summary>
    public const int MostLabelsBytes = 1 << 24;

    private const long MostElementsInAll = 1 << 26;
    private const long MostBytesAtOnce = 1 << 20;

    /// <summary>
    /// Elements that may be kept of a file: of an int8 weight come the integer, the number that it stands for, and that number in the
    /// network's order. A file that makes more of its bytes names one of its tensors many times.
    /// </summary>
    public static long MostKept(long fileBytes) => Math.Min(MostElementsInAll, MostBytesAtOnce + (8 * fileBytes));

    /// <summary>Elements that may be looked at, again and again, by all operators.</summary>
    public static long MostRead(long fileBytes) => 2 * (MostBytesAtOnce + (8 * fileBytes));

    /// <summary>Bytes that an archive may become. Weights hardly shrink.</summary>
    public static long MostUnpacked(long fileBytes) => Math.Min(MostFileBytes, MostBytesAtOnce + (16 * fileBytes));

    /// <exception cref="ToolException">There are more than a model may have.</exception>
    public static void RequireOperators(int count)
    {
        if (count > MostOperators)
        {
            throw new ToolException($"the model has {count} operators; {MostOperators} are accepted.");
        }
    }

    /// <exception cref="ToolException">There are more than a model may have.</exception>
    public static void RequirePorts(int count)
    {
        if (count > MostPorts)
        {
            throw new ToolException($"the model has {count} inputs or outputs; {MostPorts} are accepted.");
        }
    }
}
