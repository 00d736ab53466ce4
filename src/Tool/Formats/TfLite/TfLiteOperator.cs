using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>What is known of an operator: all that a node may say, and what it makes.</summary>
/// <param name="name">The schema's name.</param>
/// <param name="maxVersion">The newest version that is read; older ones allow less.</param>
/// <param name="inputs">Its inputs by name, as <see cref="NodeInputs"/> has them.</param>
/// <param name="read">A value for each output.</param>
internal sealed class TfLiteOperator(string name, int maxVersion, string inputs, Func<TfLiteNode, IReadOnlyList<Value>> read)
{
    private OperatorSignature? _facts;

    public TfLiteOperator(string name, int maxVersion, string inputs, Func<TfLiteNode, Value> read)
        : this(name, maxVersion, inputs, node => [read(node)])
    {
    }

    public string Name => name;

    public int MaxVersion => maxVersion;

    public string Versions => maxVersion == 1 ? "1" : $"1 to {maxVersion}";

    public string Inputs => inputs;

    /// <summary>The schema's name of its table of options; empty where it has none.</summary>
    public string Options { get; init; } = "";

    /// <summary>Its options, as <see cref="OperatorSignature"/> has them.</summary>
    public string Signature { get; init; } = "";

    /// <summary>What is read of what the schema allows, for the documentation; empty for all of it.</summary>
    public string Limits { get; init; } = "";

    public OperatorDoc Doc => new(Name, Versions, Signature.Length > 0 ? $"{Inputs}; {Signature}" : Inputs, Limits);

    public OperatorSignature Facts => _facts ??= new OperatorSignature(Signature);

    public IReadOnlyList<Value> Read(TfLiteNode node) => read(node);
}
