namespace MobileNetGen.Tool.Import.Reading;

/// <summary>
/// The inputs of one node, taken by name: what is given and was not read when the reader ends would have been passed over in silence.
/// </summary>
/// <param name="declared">
/// Names in order, as in <c>"input filter bias?"</c>: one with <c>?</c> may be left out, one with <c>*</c>, the last, is any number of them.
/// </param>
/// <param name="given">For each place whether the node has an input there.</param>
internal sealed class NodeInputs(string declared, IReadOnlyList<bool> given)
{
    private readonly string[] _names = declared.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private readonly HashSet<int> _left = [.. Enumerable.Range(0, given.Count).Where(place => given[place])];

    /// <summary>The place of an input; null where the node leaves it out.</summary>
    /// <exception cref="InvalidOperationException">The operator declares no input of that name.</exception>
    public int? Find(string name)
    {
        var place = PlaceOf(name);
        _left.Remove(place);
        return place < given.Count && given[place] ? place : null;
    }

    /// <summary>The place of an input.</summary>
    /// <exception cref="ToolException">The node leaves it out.</exception>
    public int Require(string name) => Find(name) ?? throw new ToolException($"its input \"{name}\" is missing.");

    /// <summary>The places of the inputs that are declared as any number.</summary>
    public IReadOnlyList<int> All(string name)
    {
        int[] places = [.. Enumerable.Range(PlaceOf(name), Math.Max(0, given.Count - PlaceOf(name)))];
        _left.ExceptWith(places);
        return places.All(place => given[place]) ? places : throw new ToolException($"one of its inputs \"{name}\" is missing.");
    }

    /// <summary>Called when the node was read.</summary>
    /// <exception cref="ToolException">An input was not.</exception>
    public void RequireTaken()
    {
        if (_left.Count > 0)
        {
            throw new ToolException($"its {string.Join(" and ", _left.Order().Select(DisplayText))} is not read here.");
        }
    }

    private string DisplayText(int place) => place < _names.Length ? $"input \"{_names[place].TrimEnd('?', '*')}\"" : $"input {place + 1}";

    private int PlaceOf(string name) => Array.FindIndex(_names, word => word.TrimEnd('?', '*') == name) is >= 0 and var place
        ? place
        : throw new InvalidOperationException($"a reader takes the input \"{name}\", which its operator does not declare.");
}
