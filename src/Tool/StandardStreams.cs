namespace MobileNetGen.Tool;

/// <summary>
/// The process' own streams for output. Where one of them was closed at the start, the next pipe that the runtime opened for itself got its
/// number, and what is written there would end up in the runtime's hands: so each is looked at before the first byte.
/// </summary>
internal static class StandardStreams
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>O_ACCMODE, and O_RDONLY under it.</summary>
    private const int Access = 3;
    private const int ReadOnly = 0;

    /// <summary>Standard output; one that says so of itself if it is closed.</summary>
    public static TextWriter Output => IsOpen(1) ? Console.Out : new ClosedOutput();

    /// <summary>Standard error; nothing is said if it is closed.</summary>
    public static TextWriter Errors => IsOpen(2) ? Console.Error : TextWriter.Null;

    private static bool IsOpen(int descriptor)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Descriptors))
        {
            return true;
        }

        var name = Name(descriptor);
        return IsWritable(name) && !(Target(name) is { } pipe && pipe.StartsWith("pipe:", StringComparison.Ordinal) && IsReadHere(pipe));
    }

    /// <summary>True for a pipe to ourselves.</summary>
    private static bool IsReadHere(string pipe) => Directory.EnumerateFiles(Descriptors).Any(other => Target(other) == pipe && !IsWritable(other));

    private static bool IsWritable(string descriptor)
    {
        try
        {
            const string mark = "flags:";
            var flags = File.ReadLines(descriptor.Replace("/fd/", "/fdinfo/", StringComparison.Ordinal))
                .First(line => line.StartsWith(mark, StringComparison.Ordinal));
            return (Convert.ToInt32(flags[mark.Length..].Trim(), 8) & Access) != ReadOnly;
        }
        catch (IOException)
        {
            // Descriptors come and go while they are listed.
            return false;
        }
    }

    private static string? Target(string descriptor) => new FileInfo(descriptor).LinkTarget;

    private static string Name(int descriptor) => $"{Descriptors}/{descriptor}";

    private sealed class ClosedOutput : StringWriter
    {
        public override void Write(string? value) => throw new IOException("it is closed.");
    }
}
