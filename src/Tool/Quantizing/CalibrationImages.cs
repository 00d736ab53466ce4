using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Batch;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>Inputs of a network out of a folder: images, and arrays of NumPy.</summary>
internal static class CalibrationImages
{
    /// <summary>Of a folder that has to do for both, one in five is compared on.</summary>
    private const int Shares = 5;

    /// <summary>The files in a folder and in those within it, in the order of their names.</summary>
    /// <exception cref="ToolException">There are none.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"there is no folder {folder}; one with images or .npy arrays is accepted.");
        }

        List<string> files = [.. FolderWalk.Images(folder), .. FolderWalk.Files(folder).Where(IsArray)];
        return files.Count > 0 ? files : throw new ToolException($"{folder} holds no image and no .npy array.");
    }

    /// <summary>Files to make a network of integers with, and others to compare it on.</summary>
    /// <param name="files">All that there are.</param>
    /// <param name="most">The most to make it with.</param>
    public static (IReadOnlyList<string> Made, IReadOnlyList<string> Others) Shared(IReadOnlyList<string> files, int most)
    {
        var made = Some(files, Math.Min(most, files.Count - (files.Count / Shares)));
        return (made, Some([.. files.Except(made)], most));
    }

    /// <summary>So many of them, evenly spaced.</summary>
    public static IReadOnlyList<string> Some(IReadOnlyList<string> files, int count) => files.Count <= count
        ? files
        : [.. Enumerable.Range(0, count).Select(index => files[(int)((long)index * files.Count / count)])];

    /// <summary>Reads one file after the other, when it is asked for. Images that cannot be read are left out, and said.</summary>
    /// <exception cref="ToolException">An array does not fit the network, or images cannot be its input.</exception>
    public static IEnumerable<float[]> Read(NetworkInfo info, IEnumerable<string> files, AxisOrder? order, Terminal terminal)
    {
        if (info.Inputs.Length != 1)
        {
            throw new ToolException($"the network has the inputs {string.Join(", ", info.Inputs.Select(input => input.Name))}; one is accepted.");
        }

        return files.SelectMany(file => info.Preprocessing is not null && ImageSource.IsImage(file) ? Image(info, file, terminal)
            : NetworkInputs.ReadAll(info, file, order).Select(inputs => inputs[0]));
    }

    private static bool IsArray(string file) => Path.GetExtension(file).Equals(".npy", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<float[]> Image(NetworkInfo info, string file, Terminal terminal)
    {
        try
        {
            return [NetworkInputs.Read(info, file, order: null)[0]];
        }
        catch (Exception wrong) when (wrong is ToolException or IOException or UnauthorizedAccessException)
        {
            terminal.Warning($"left out: {wrong.Message}");
            return [];
        }
    }
}
