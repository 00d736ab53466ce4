using Microsoft.CodeAnalysis;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>
/// Attributes as the tree that the JSON form gives. Every attribute maps by one rule, constructor parameters and named
/// arguments to keys, so that a layer kind needs nothing here.
/// </summary>
internal static class AttributeReader
{
    private static readonly string[] s_preprocessing =
        ["resize", "roundToBytes", "fit", "crop", "shortSide", "windowRounding", "order", "range", "mean", "deviation"];

    /// <summary>Null if no attribute describes anything.</summary>
    public static ObjectNode? Read(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        var found = Describing(symbol, cancellation);
        if (found.Count == 0)
        {
            return null;
        }

        var members = new List<Member>();
        foreach (var preset in Of(found, "NetworkPrecisionAttribute").Concat(Of(found, "NetworkPresetAttribute")))
        {
            members.AddRange(preset.Members);
        }

        var inputs = Of(found, "NetworkInputAttribute").Select(WithPreprocessing).ToList();
        if (inputs.Count == 1)
        {
            members.Add(new Member("input", inputs[0]));
        }
        else if (inputs.Count > 1)
        {
            members.Add(new Member("inputs", new ArrayNode(inputs.ToEquatable<Node>())));
        }

        foreach (var defaults in Of(found, "NetworkDefaultsAttribute"))
        {
            members.Add(new Member("defaults", defaults));
        }

        AddList(members, "layers", Of(found, "LayerAttribute"));
        AddList(members, "outputs", Of(found, "NetworkOutputAttribute"));
        return new ObjectNode(members.ToEquatable());
    }

    /// <summary>The attributes that describe a network, in source order, with the path of what each describes.</summary>
    public static IReadOnlyList<(string Path, AttributeData Data)> Paths(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = Describing(symbol, cancellation);
        var inputs = found.Count(data => data.AttributeClass!.Name == "NetworkInputAttribute");
        return [.. found.Select(data =>
        {
            var name = data.AttributeClass!.Name;
            counts[name] = counts.TryGetValue(name, out var count) ? count + 1 : 0;
            return (name switch
            {
                "NetworkInputAttribute" => inputs == 1 ? "input" : Description.Paths.Item("inputs", counts[name]),
                "NetworkDefaultsAttribute" => "defaults",
                "LayerAttribute" => Description.Paths.Item("layers", counts[name]),
                "NetworkOutputAttribute" => Description.Paths.Item("outputs", counts[name]),
                _ => Description.Paths.Root,
            }, data);
        })];
    }

    private static List<AttributeData> Describing(INamedTypeSymbol symbol, CancellationToken cancellation) =>
    [
        .. symbol.GetAttributes()
            .Where(data => data.AttributeClass is { ContainingNamespace: { Name: "MobileNetGen", ContainingNamespace.IsGlobalNamespace: true } }
                && data.AttributeClass.Name is "NetworkInputAttribute" or "NetworkPresetAttribute" or "NetworkPrecisionAttribute"
                    or "NetworkDefaultsAttribute" or "LayerAttribute" or "NetworkOutputAttribute")
            .OrderBy(data => data.ApplicationSyntaxReference?.SyntaxTree.FilePath ?? "", StringComparer.Ordinal)
            .ThenBy(data => data.ApplicationSyntaxReference?.GetSyntax(cancellation).SpanStart ?? 0),
    ];

    private static List<ObjectNode> Of(List<AttributeData> attributes, string name) =>
        [.. attributes.Where(data => data.AttributeClass!.Name == name).Select(Arguments)];

    private static ObjectNode Arguments(AttributeData data)
    {
        var members = new List<Member>();
        for (var index = 0; index < data.ConstructorArguments.Length; index++)
        {
            Add(members, data.AttributeConstructor!.Parameters[index].Name, data.ConstructorArguments[index]);
        }

        foreach (var argument in data.NamedArguments)
        {
            Add(members, char.ToLowerInvariant(argument.Key[0]) + argument.Key.Substring(1), argument.Value);
        }

        return new ObjectNode(members.ToEquatable());
    }

    private static void Add(List<Member> members, string key, TypedConstant value)
    {
        if (!value.IsNull)
        {
            members.Add(new Member(key, Value(value)));
        }
    }

    private static Node Value(TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? new ArrayNode(constant.Values.Select(Value).ToEquatable())
        : constant.Value switch
        {
            string text => new StringNode(text),
            bool flag => new BooleanNode(flag),
            null => new NullNode(),
            IConvertible number => new NumberNode(number.ToDouble(System.Globalization.CultureInfo.InvariantCulture)),
            _ => new NullNode(),
        };

    private static ObjectNode WithPreprocessing(ObjectNode input)
    {
        var preprocessing = input.Members.Where(member => s_preprocessing.Contains(member.Key)).ToEquatable();
        var rest = input.Members.Where(member => !s_preprocessing.Contains(member.Key));
        return preprocessing.Count == 0
            ? input
            : new ObjectNode(rest.Append(new Member("preprocess", new ObjectNode(preprocessing))).ToEquatable());
    }

    private static void AddList(List<Member> members, string key, List<ObjectNode> items)
    {
        if (items.Count > 0)
        {
            members.Add(new Member(key, Nodes.Array([.. items])));
        }
    }
}
