using MobileNetGen.Generator.Support;

namespace MobileNetGen.Networks;

/// <summary>Names that are all different: one that is taken gets a number.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public string Of(string name)
    {
        var unique = name;
        while (!_taken.Add(unique))
        {
            var number = _numbers.GetValueOrDefault(name, 1) + 1;
            _numbers[name] = number;
            unique = $"{name}_{Invariant.Format(number)}";
        }

        return unique;
    }
}
