using System.Text.RegularExpressions;

namespace MobileNetGen.Generator.Emit;

/// <summary>
/// The methods of a class that some of them need: themselves, and what they call. A wide tier calls narrower methods for what is left of a panel,
/// so that a tier which a project leaves out may not take all of its methods along.
/// </summary>
internal static class CalledMethods
{
    private static readonly Regex s_declaration = new(@"static void (\w+)\(", RegexOptions.CultureInvariant);

    private static readonly Regex s_call = new(@"\b(\w+)\(", RegexOptions.CultureInvariant);

    /// <param name="text">Methods, one after the other and not indented.</param>
    /// <param name="roots">The names of those that are called from outside.</param>
    public static string Of(string text, IEnumerable<string> roots)
    {
        var methods = Split(text).ToDictionary(method => s_declaration.Match(method).Groups[1].Value, StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(roots);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (methods.TryGetValue(name, out var method) && needed.Add(name))
            {
                foreach (Match call in s_call.Matches(method))
                {
                    open.Push(call.Groups[1].Value);
                }
            }
        }

        return string.Concat(methods.Where(method => needed.Contains(method.Key)).Select(method => method.Value));
    }

    /// <summary>A method ends with the brace that is not indented.</summary>
    private static IEnumerable<string> Split(string text)
    {
        const string end = "\n}\n";
        for (var start = 0; start < text.Length;)
        {
            var next = text.IndexOf(end, start, StringComparison.Ordinal) + end.Length;
            yield return text.Substring(start, next - start);
            start = next;
        }
    }
}
