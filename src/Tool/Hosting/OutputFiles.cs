using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Hosting;

/// <summary>Writes what a network answers: of one input file into the file that is named, of several into a folder, a file for each.</summary>
internal static class OutputFiles
{
    /// <summary>Where the outputs for an input go.</summary>
    /// <param name="named">The file or folder that the user names.</param>
    /// <param name="network">The network's part of the name, where several run; or null.</param>
    /// <param name="input">The input's part of the name, where there are several; or null.</param>
    /// <param name="info">The network.</param>
    public static string Path(string named, string? network, string? input, NetworkInfo info)
    {
        if (network is null && input is null)
        {
            return named;
        }

        var folder = Directory.CreateDirectory(network is null ? named : System.IO.Path.Combine(named, network)).FullName;
        return System.IO.Path.Combine(folder, (input ?? "outputs") + (info.Outputs.Length == 1 ? ".npy" : ".npz"));
    }

    /// <param name="path">The file: .npy for one output, .npz for several.</param>
    /// <param name="info">The network.</param>
    /// <param name="batch">The outputs for each sample.</param>
    /// <param name="order">The order of axes.</param>
    /// <exception cref="ToolException">The file's ending is not for as many outputs.</exception>
    /// <param name="isRaw">True for the network's own elements.</param>
    public static void Write(string path, NetworkInfo info, IReadOnlyList<float[][]> batch, AxisOrder? order, bool isRaw = false)
    {
        var arrays = info.Outputs.Select((output, index) => KeyValuePair.Create(
            output.Name,
            Joined([.. batch.Select(outputs => NetworkInputs.ToArray(output, outputs[index], order))]) with
            {
                Element = isRaw ? output.Element : TensorElement.Float32,
            })).ToList();
        if (System.IO.Path.GetExtension(path) == ".npz")
        {
            NpzFile.Write(path, arrays);
        }
        else if (arrays.Count == 1)
        {
            NpyFile.Write(path, arrays[0].Value);
        }
        else
        {
            throw new ToolException($"the network has {arrays.Count} outputs; an .npz file is accepted for --output.");
        }
    }

    private static NdArray Joined(IReadOnlyList<NdArray> samples) =>
        samples is [var only] ? only : new NdArray([samples.Count, .. samples[0].Shape.Skip(1)], [.. samples.SelectMany(sample => sample.Values)]);
}
