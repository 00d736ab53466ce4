namespace MobileNetGen;

/// <summary>Names of classes, one a line.</summary>
public sealed class Labels
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

    /// <summary>Reads a file with one name a line.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Labels FromFile(string path) => FromLines(File.ReadLines(path));

    /// <summary>Takes lines; blank ones at the end do not count.</summary>
    /// <param name="lines">One name each.</param>
    public static Labels FromLines(IEnumerable<string> lines)
    {
        var names = lines.Select(line => line.Trim()).ToList();
        while (names.Count > 0 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        return new Labels([.. names]);
    }
}
