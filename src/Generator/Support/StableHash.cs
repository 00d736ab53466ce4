using System.Globalization;

namespace MobileNetGen.Generator.Support;

/// <summary>FNV-1a (Fowler, Noll, Vo) over the characters of a text: the same number in every process.</summary>
internal static class StableHash
{
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return hash;
    }

    /// <summary>Ten hexadecimal digits, which tell the kernels of a project apart.</summary>
    public static string Short(string text) => (Of(text) >> 24).ToString("x10", CultureInfo.InvariantCulture);
}
