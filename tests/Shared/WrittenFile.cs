using Xunit;

namespace MobileNetGen.Tests;

/// <summary>Files that are written from the generator's own lists. <c>MOBILENETGEN_ACCEPT=1</c> in the environment writes them anew.</summary>
internal static class WrittenFile
{
    private const string Accept = "MOBILENETGEN_ACCEPT";

    public static void Verify(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        var found = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(found == expected, $"{Path.GetFileName(path)} is not what the generator's lists say; {Accept}=1 writes it anew. The first "
            + $"difference:\n{FirstDifference(found, expected)}");
    }

    private static string FirstDifference(string found, string expected)
    {
        var (old, now) = (found.Split('\n'), expected.Split('\n'));
        var line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
        {
            line++;
        }

        return $"line {line + 1}\n- {old.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }
}
