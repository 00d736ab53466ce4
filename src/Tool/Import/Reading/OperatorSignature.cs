namespace MobileNetGen.Tool.Import.Reading;

/// <summary>
/// All that a node of one kind may say besides its tensors: attributes, options, keys of a configuration. It is written as a line of names,
/// <c>"group strides storage_order=0 kernel_initializer~"</c>: a name alone is taken by the reader; one with values must have one of them,
/// since nothing else is read; one that ends in <c>~</c> changes no answer.
/// </summary>
internal sealed class OperatorSignature
{
    private readonly Dictionary<string, DeclaredFact> _facts = new(StringComparer.Ordinal);

    /// <param name="lines">Names, separated by spaces; what all operators of a format have in common may be a line of its own.</param>
    public OperatorSignature(params IEnumerable<string> lines)
    {
        foreach (var word in lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var fact = DeclaredFact.Parse(word);
            _facts.Add(fact.Name, fact);
        }
    }

    public IReadOnlyCollection<DeclaredFact> Facts => _facts.Values;

    public DeclaredFact? Find(string name) => _facts.GetValueOrDefault(name);
}

/// <summary>What a node may say under one name.</summary>
/// <param name="Name">The format's own name for it.</param>
/// <param name="Values">What it must be, as text; empty where the reader takes any value, or looks at it itself.</param>
/// <param name="IsIgnorable">True if it changes no answer.</param>
internal sealed record DeclaredFact(string Name, IReadOnlyList<string> Values, bool IsIgnorable)
{
    public static DeclaredFact Parse(string word) => word.Split('=', 2) switch
    {
        [var name, var values] => new DeclaredFact(name, values.Split('|'), false),
        _ => new DeclaredFact(word.TrimEnd('~'), [], word.EndsWith('~')),
    };
}
