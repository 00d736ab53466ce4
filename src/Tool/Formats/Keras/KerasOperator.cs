using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>An operator that is read.</summary>
/// <param name="Name">Its class in <c>keras.ops</c>.</param>
/// <param name="Parameters">What it is given, in the order in which calls without names give it, then what its configuration says.</param>
/// <param name="Read">Draws it.</param>
internal sealed record KerasOperator(string Name, string Parameters, Func<KerasOperands, Value> Read)
{
    public OperatorSignature Says { get; } = new(Parameters);

    public IReadOnlyList<string> Names { get; } = [.. Parameters.Split(' ').Select(word => word.Split('=', '~')[0])];

    /// <summary>What is refused, for the documentation.</summary>
    public string Limits { get; init; } = "";
}
