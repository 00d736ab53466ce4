using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Weights by the places that archives have for them: <c>layers/conv2d_1/vars/0</c>.</summary>
internal sealed class PlacedKerasWeights(Hdf5File file) : IKerasWeights
{
    public bool IsMerged => true;

    public Constant Read(KerasEntry entry, IReadOnlyList<KerasVariable> variables, KerasVariable variable)
    {
        var place = $"/{entry.Path}/vars";
        var index = variables.TakeWhile(other => other != variable).Count();
        if (!file.Has($"{place}/{index}"))
        {
            throw new ToolException($"its weight {variable.Name} is not in the file, which should have it at {place}/{index}.");
        }

        if (file.Has($"{place}/{variables.Count}"))
        {
            throw new ToolException($"the file has more weights at {place} than {string.Join(", ", variables.Select(known => known.Name))}.");
        }

        return file.Text(place, "name") is not { } name || name == entry.Name
            ? file.Array($"{place}/{index}")
            : throw new ToolException($"the weights at {place} are those of {name}.");
    }
}
