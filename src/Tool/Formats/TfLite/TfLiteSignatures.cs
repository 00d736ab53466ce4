using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Which of a model's graphs is the network: signatures are the names under which they are called.</summary>
/// <param name="Subgraph">The graph's number.</param>
/// <param name="Note">What the user should know of the others; null where there are none.</param>
internal sealed record TfLiteSignatures(int Subgraph, string? Note)
{
    /// <summary>What is called where nothing is said.</summary>
    private const string Default = "serving_default";

    /// <param name="model">The model.</param>
    /// <param name="wanted">The signature that the user names, or null.</param>
    /// <exception cref="ToolException">There is no such signature, or several that are as good as each other.</exception>
    public static TfLiteSignatures Choose(FlatTable model, string? wanted)
    {
        var signatures = model.Tables(Model.Signatures, Limits.MaxPorts)
            .Select(table => (Key: table.Text(Signature.Key), Graph: table.Integer(Signature.Subgraph))).ToList();
        var names = string.Join(", ", signatures.Select(signature => signature.Key));
        if (signatures.Count == 0)
        {
            return wanted is null
                ? new TfLiteSignatures(0, null)
                : throw new ToolException($"the model has no signatures, so none is \"{wanted}\"; leave --signature out.");
        }

        var chosen = signatures.Where(signature => signature.Key == (wanted ?? Default)).Take(1).ToList();
        var graphs = signatures.Select(signature => signature.Graph).Distinct().ToList();
        return (chosen, graphs) switch
        {
            ([var one], [_]) => new TfLiteSignatures(one.Graph, null),
            ([var one], _) => new TfLiteSignatures(one.Graph, $"of the signatures {names}, {one.Key} is read; --signature chooses another"),
            (_, [var only]) when wanted is null => new TfLiteSignatures(only, null),
            _ when wanted is null => throw new ToolException(
                $"the model has the signatures {names}; say which one is the network, as in --signature {signatures[0].Key}."),
            _ => throw new ToolException($"the model has no signature \"{wanted}\"; {names} are accepted."),
        };
    }
}
