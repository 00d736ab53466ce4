using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Places in a description: <c>layers[7].stride</c>; a key that would be ambiguous stands in brackets: <c>input["a.b"]</c>.</summary>
internal static class Paths
{
    public const string Root = "";

    public static string Child(string parent, string key)
    {
        if (key.Length == 0 || key.Any(c => c is '.' or '[' or ']' or '"'))
        {
            return $"{parent}[\"{key}\"]";
        }

        return parent.Length == 0 ? key : $"{parent}.{key}";
    }

    public static string Item(string parent, int index) => $"{parent}[{Invariant.Format(index)}]";
}
