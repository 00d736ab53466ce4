using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>
/// Weights of TensorFlow.js, by names: <c>conv1/kernel</c> of models that it runs, and the places of archives
/// (<c>layers/conv2d/vars/0</c>) where its converter kept those.
/// </summary>
internal sealed class NamedKerasWeights(IEnumerable<(string Name, Constant Value)> weights) : IKerasWeights
{
    private readonly ILookup<string, Constant> _byName = weights.ToLookup(weight => weight.Name.Trim('/'), weight => weight.Value, StringComparer.Ordinal);

    public bool IsMerged => true;

    public Constant Read(KerasEntry entry, IReadOnlyList<KerasVariable> variables, KerasVariable variable)
    {
        var place = $"{entry.Path}/vars/{variables.TakeWhile(other => other != variable).Count()}";
        var end = $"{entry.Name}/{variable.Name}";
        string[] names = [
            end, $"{entry.Name}/{variable.LaterName}", .. _byName.Select(group => group.Key).Where(name => name.EndsWith("/" + end, StringComparison.Ordinal)),
            place, variable.Name,
        ];
        return names.Select(name => _byName[name].ToList()).FirstOrDefault(values => values.Count > 0) switch
        {
            null => throw new ToolException($"its weight {end} is not in the file."),
            [var only] => only,
            var several => throw new ToolException($"the file has {several.Count} weights that are called {end}."),
        };
    }
}
