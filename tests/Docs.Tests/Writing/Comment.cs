using System.Text;
using System.Xml.Linq;

namespace MobileNetGen.Docs.Tests.Writing;

/// <summary>Comments in sources, as compilers leave them beside an assembly.</summary>
internal static class Comment
{
    /// <summary>The comments of an assembly's members by their identifiers, as in <c>T:MobileNetGen.NetworkInfo</c>.</summary>
    public static Dictionary<string, XElement> Of(string assembly) => XDocument
        .Load(Path.ChangeExtension(assembly, ".xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>One line of Markdown.</summary>
    public static string Markdown(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see => $"`{Name(see)}`",
                XElement { Name.LocalName: "paramref" or "typeparamref" } parameter => $"`{(string)parameter.Attribute("name")!}`",
                XElement { Name.LocalName: "para" or "list" or "item" or "description" or "term" } part => " " + Markdown(part) + " ",
                XElement other => other.Value,
                XText plain => plain.Value,
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What a reference leads to: the type's or member's own name, a keyword, or an address.</summary>
    public static string Name(XElement reference)
    {
        if ((string?)reference.Attribute("cref") is not { } identifier)
        {
            return (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("href") ?? reference.Value;
        }

        var name = identifier[2..].Split('(')[0].Split('.')[^1];
        return name.Split('`')[0];
    }
}
