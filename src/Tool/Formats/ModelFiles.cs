using System.Buffers;
using System.Text;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats;

/// <summary>
/// A model's own file, and those in its folder that it names: shards, weights outside the model, labels. Each name that was asked for is kept,
/// so that a build knows what an import depends on.
/// </summary>
/// <param name="path">The model's own file.</param>
internal sealed class ModelFiles(string path)
{
    /// <summary>What one system or another gives a meaning in names.</summary>
    private static readonly SearchValues<char> s_special = SearchValues.Create("\\:*?\"<>|");

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private readonly List<string> _asked = [Path.GetFullPath(path)];

    public string Name => Path.GetFileName(path);

    /// <summary>Full paths of the files that were read, or looked for.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>The model's own file.</summary>
    /// <exception cref="ToolException">It cannot be read, or is too long.</exception>
    public byte[] Model() => InputFile.Bytes(path, Limits.MaxFileBytes);

    /// <summary>A file that the user names.</summary>
    /// <exception cref="ToolException">It cannot be read, or is too long.</exception>
    public byte[] Named(string file, long most)
    {
        _asked.Add(Path.GetFullPath(file));
        return InputFile.Named(file, () => InputFile.Bytes(file, most));
    }

    /// <summary>A file that the model names.</summary>
    /// <param name="name">Its name in the model's folder; parts are separated by <c>/</c>.</param>
    /// <exception cref="ToolException">The name leads elsewhere, or the file is missing, a link, or too long.</exception>
    public byte[] Beside(string name) => Read(name, Limits.MaxFileBytes);

    /// <summary>A file that may stand beside the model; null if it does not.</summary>
    /// <param name="name">Its name in the model's folder.</param>
    /// <param name="most">How many bytes are accepted.</param>
    /// <exception cref="ToolException">The file is there, and is a link, or too long.</exception>
    public byte[]? BesideIfThere(string name, long most)
    {
        var file = Ask(name);
        return File.Exists(file) ? Read(name, most) : null;
    }

    /// <summary>True for a name that leads to no other folder, and means the same on every system.</summary>
    public static bool IsPlainName(string name) => Parts(name).All(IsPlain);

    /// <summary>The full path of a file beside the model.</summary>
    public string PathOf(string name) => Path.Combine([_folder, .. Parts(name)]);

    private byte[] Read(string name, long most)
    {
        var file = Ask(name);
        if (Links(name) is { } link)
        {
            throw new ToolException($"\"{name}\" beside the model: {link} is a link; files in the model's own folder are accepted.");
        }

        try
        {
            return InputFile.Bytes(file, most);
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"\"{name}\" beside the model: {wrong.Message}");
        }
    }

    private string Ask(string name)
    {
        if (!IsPlainName(name))
        {
            throw new ToolException($"the model names the file \"{name}\"; names in its own folder are accepted.");
        }

        var file = PathOf(name);
        if (!_asked.Contains(file))
        {
            _asked.Add(file);
        }

        return file;
    }

    /// <summary>The first part of the way from the model's folder to the file that is a link, or null.</summary>
    private string? Links(string name) => Parts(name)
        .Select((part, index) => Path.Combine([_folder, .. Parts(name).Take(index + 1)]))
        .FirstOrDefault(step => new FileInfo(step).LinkTarget is not null);

    private static string[] Parts(string name) => name.Split('/');

    /// <summary>No way up or out.</summary>
    private static bool IsPlain(string part) =>
        part is not ("" or "." or "..")
            && !part.AsSpan().ContainsAny(s_special)
            && !part.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);
}
