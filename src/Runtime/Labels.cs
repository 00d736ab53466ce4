using System.Collections;
using System.Reflection;

namespace MobileNetGen;

/// <summary>Names of classes, one a line.</summary>
public sealed class Labels : IReadOnlyList<string>
{
    private readonly string[] _names;

    private Labels(string[] names) => _names = names;

    /// <summary>How many there are.</summary>
    public int Count => _names.Length;

    /// <summary>The name of a class.</summary>
    /// <param name="index">Which class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public string this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _names.Length);
            return _names[index];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Reads a file with one name a line, in UTF-8, or in UTF-16 if it begins with its mark. A blank line is a class without a name; blank
    /// ones at the end do not count.
    /// </summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">It cannot be read, or has more than 16 MB. A pipe or a device is not opened, and has no names.</exception>
    /// <exception cref="InvalidDataException">It is in another encoding, or a name has a control character.</exception>
    public static Labels FromFile(string path) => new(LabelText.Trimmed(LabelText.Read(path), min: 0));

    /// <summary>Reads a file with a name for each class of a network. Blank lines at the end count as far as there are classes.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="IOException">It cannot be read, or has more than 16 MB. A pipe or a device is not opened, and has no names.</exception>
    /// <exception cref="InvalidDataException">It has more names or fewer, is in another encoding, or a name has a control character.</exception>
    public static Labels FromFile(string path, int classes) =>
        ForClasses(LabelText.Trimmed(LabelText.Read(path), classes), classes, path);

    /// <summary>Reads a file of labels that is embedded in an assembly; blank lines at the end do not count.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's logical name.</param>
    /// <exception cref="InvalidDataException">There is no such resource, it is in another encoding, or a name has a control character.</exception>
    public static Labels FromResource(Assembly assembly, string name) => new(LabelText.Trimmed(Embedded(assembly, name), min: 0));

    /// <summary>
    /// Reads a file of labels that is embedded in an assembly, one for each class of a network, as a build embeds those of an imported
    /// model.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's logical name.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="InvalidDataException">
    /// There is no such resource, it has more names or fewer, is in another encoding, or a name has a control character.
    /// </exception>
    public static Labels FromResource(Assembly assembly, string name, int classes) =>
        ForClasses(LabelText.Trimmed(Embedded(assembly, name), classes), classes, name);

    /// <summary>Takes lines; blank ones at the end do not count.</summary>
    /// <param name="lines">One name each.</param>
    /// <exception cref="InvalidDataException">A name has a control character.</exception>
    public static Labels FromLines(IEnumerable<string> lines) => new(LabelText.Trimmed([.. lines.Select(LabelText.Name)], min: 0));

    private static string[] Embedded(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException(
                $"{assembly.GetName().Name} has no embedded resource \"{name}\"; it has {string.Join(", ", assembly.GetManifestResourceNames())}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return LabelText.Lines(bytes.ToArray());
    }

    private static Labels ForClasses(string[] names, int classes, string source) => names.Length == classes
        ? new Labels(names)
        : throw new InvalidDataException($"{source}: {names.Length} labels; the network has {classes} classes, a label a line");
}
