using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>
/// Weights in a group for each layer of the outermost model, which lists their names in Keras' order. The group's name counts and the order in
/// it: names of weights keep what a layer was called before, and those of models within models may be equal.
/// </summary>
internal sealed class GroupedKerasWeights(Hdf5File file, KerasNetwork network) : IKerasWeights
{
    private const string Root = "/model_weights";

    private readonly Dictionary<KerasEntry, Dictionary<(KerasEntry Entry, string Variable), string>> _paths = new(ReferenceEqualityComparer.Instance);

    public bool IsMerged => false;

    public Constant Read(KerasEntry entry, IReadOnlyList<KerasVariable> variables, KerasVariable variable)
    {
        var owner = network.Layers.FirstOrDefault(layer => Holds(layer, entry)) ?? throw new ToolException($"the weights of {entry.DisplayText}, "
            + "a layer within a layer, are not found in HDF5 files; save the model as .keras.");
        if (!_paths.TryGetValue(owner, out var paths))
        {
            _paths.Add(owner, paths = Paths(owner, entry, variables));
        }

        return file.Array(paths.TryGetValue((entry, variable.Name), out var path) ? path : throw new ToolException($"its weight {variable.Name} is not in "
            + $"the group {owner.Name} of the file."));
    }

    private static bool Holds(KerasEntry layer, KerasEntry entry) =>
        ReferenceEquals(layer, entry) || (layer.Inner?.Layers.Any(inner => Holds(inner, entry)) ?? false);

    private Dictionary<(KerasEntry Entry, string Variable), string> Paths(KerasEntry owner, KerasEntry entry, IReadOnlyList<KerasVariable> variables)
    {
        var group = $"{Root}/{owner.Name}";
        if (!file.Has(group))
        {
            throw new ToolException($"the file has no weights under {group}; save the model again with model.save.");
        }

        var names = file.Texts(group, "weight_names");
        var arrays = names?.Select(name => $"{group}/{name}").ToList() ?? file.Arrays(group);
        var expected = owner.Inner is null ? variables.Select(variable => (Entry: entry, Variable: variable)).ToList() : InOrder(owner);
        return expected.Count == arrays.Count && names is not null && expected.Zip(arrays).All(pair => pair.First.Variable.IsCalled(Last(pair.Second)))
            ? expected.Zip(arrays).ToDictionary(pair => (pair.First.Entry, pair.First.Variable.Name), pair => pair.Second)
            : ByName(expected, arrays, group, owner.Inner is null);
    }

    /// <summary>What is trained in all layers, then the rest: a layer that was frozen has nothing that is trained.</summary>
    private static List<(KerasEntry Entry, KerasVariable Variable)> InOrder(KerasEntry owner)
    {
        var all = Leaves(owner, true).SelectMany(leaf => KerasVariable.Of(leaf.Entry, isMerged: false)
            .Select(variable => (leaf.Entry, Variable: variable, IsTrained: variable.IsTrained && leaf.IsTrainable))).ToList();
        return [.. all.Where(weight => weight.IsTrained).Concat(all.Where(weight => !weight.IsTrained)).Select(weight => (weight.Entry, weight.Variable))];
    }

    private static IEnumerable<(KerasEntry Entry, bool IsTrainable)> Leaves(KerasEntry entry, bool isTrainable)
    {
        var isTrained = isTrainable && entry.IsTrainable;
        return entry.Inner is { } inner ? inner.Layers.SelectMany(layer => Leaves(layer, isTrained)) : [(entry, isTrained)];
    }

    /// <summary>Where the order is not Keras': what each weight's own name says, as long as one weight bears it.</summary>
    private static Dictionary<(KerasEntry Entry, string Variable), string> ByName(
        List<(KerasEntry Entry, KerasVariable Variable)> expected,
        IReadOnlyList<string> arrays,
        string group,
        bool isLayer)
    {
        if (isLayer && arrays.Count > expected.Count)
        {
            throw new ToolException($"the group {group} has the weights {string.Join(", ", arrays.Select(Last))} where "
                + $"{string.Join(", ", expected.Select(weight => weight.Variable.Name))} are expected.");
        }

        var found = new Dictionary<(KerasEntry, string), string>();
        foreach (var (entry, variable) in expected)
        {
            var scope = isLayer ? "/" : $"/{entry.Name}/";
            var named = arrays.Where(path => variable.IsCalled(Last(path)) && path[..^path.Split('/')[^1].Length].EndsWith(scope, StringComparison.Ordinal))
                .ToList();
            if (named.Count > 1)
            {
                throw new ToolException($"the group {group} has {named.Count} weights that end in {scope}{variable.Name}, in another order than Keras'.");
            }

            if (named is [var only])
            {
                found.Add((entry, variable.Name), only);
            }
        }

        return found;
    }

    private static string Last(string path) => path.Split('/')[^1].Split(':')[0];
}
