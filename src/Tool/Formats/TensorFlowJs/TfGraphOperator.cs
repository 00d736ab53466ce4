using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>What is known of an operator: all that a node may say, and what it makes.</summary>
/// <param name="Name">TensorFlow's name.</param>
/// <param name="Inputs">Its inputs by name, as <see cref="NodeInputs"/> has them.</param>
/// <param name="Attributes">Its attributes, as <see cref="OperatorSignature"/> has them; those that begin with an underline are notes of TensorFlow's.</param>
/// <param name="Read">What it makes: a value for each result.</param>
internal sealed record TfGraphOperator(string Name, string Inputs, string Attributes, Func<TfGraphNode, IReadOnlyList<Value>> Read)
{
    /// <param name="name">TensorFlow's name.</param>
    /// <param name="inputs">Its inputs by name.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="read">What its first result is.</param>
    public TfGraphOperator(string name, string inputs, string attributes, Func<TfGraphNode, Value> read)
        : this(name, inputs, attributes, node => [read(node)])
    {
    }

    /// <summary>What is refused, for the documentation.</summary>
    public string Limits { get; init; } = "";

    public OperatorSignature Signature { get; } = new(Attributes);

    public OperatorDoc Doc => new(Name, "1", Attributes.Length > 0 ? $"inputs {Inputs}; attributes {Attributes}" : $"inputs {Inputs}", Limits);
}
