namespace MobileNetGen.Tool.Commands;

/// <summary>
/// <c>@file</c>: a file of arguments, one a line, each taken as it stands. A build hands names over so, of which a shell would read <c>$(…)</c>.
/// </summary>
internal static class ResponseFile
{
    private const long MaxBytes = 1 << 20;

    /// <summary>The shape that the parser asks for.</summary>
    /// <param name="name">The file's name, without <c>@</c>.</param>
    /// <param name="arguments">What stands in it.</param>
    /// <param name="error">Why it cannot be read, or null.</param>
    /// <returns>False if it cannot be read.</returns>
    public static bool TryRead(string name, out IReadOnlyList<string>? arguments, out string? error)
    {
        try
        {
            (arguments, error) = (Lines(InputFile.Text(name, MaxBytes)), null);
            return true;
        }
        catch (ToolException wrong)
        {
            (arguments, error) = (null, $"@{name}: {wrong.Message}");
            return false;
        }
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
}
