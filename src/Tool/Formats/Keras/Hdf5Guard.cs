namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Runs the library that reads HDF5 on a file that may be malformed, for which it promises nothing.</summary>
internal static class Hdf5Guard
{
    private const long BytesOfASecond = 8 << 20;

    /// <summary>Datatypes nest as deep as a file says, and the library follows them by recursion.</summary>
    private const int StackBytes = 64 << 20;

    /// <param name="fileLength">The file's bytes, which decide how long its reading may take.</param>
    /// <param name="read">What the library is to do.</param>
    /// <exception cref="ToolException">The library fails, or is not done in time.</exception>
    public static T Run<T>(long fileLength, Func<T> read)
    {
        var (result, failure) = (default(T), (Exception?)null);
        var work = new Thread(() => failure = Attempt(read, out result), StackBytes) { IsBackground = true };
        work.Start();
        var most = TimeSpan.FromSeconds(1.5 + ((double)fileLength / BytesOfASecond));
        if (!work.Join(most))
        {
            throw new ToolException($"the file is no HDF5 file that can be read within {most.TotalSeconds:F1} seconds.");
        }

        return failure switch
        {
            null => result!,
            ToolException known => throw known,
            _ => throw new ToolException($"the file is no HDF5 file that can be read: {failure.Message}"),
        };
    }

    /// <summary>
    /// What the library throws is caught whatever it is: for malformed files it throws <see cref="Exception"/> itself, and whatever its
    /// casts, indices, allocations and streams throw. Nothing but the library and the reading of its answers runs in here.
    /// </summary>
    private static Exception? Attempt<T>(Func<T> read, out T? result)
    {
        result = default;
        try
        {
            result = read();
            return null;
        }
        catch (Exception wrong)
        {
            return wrong;
        }
    }
}
