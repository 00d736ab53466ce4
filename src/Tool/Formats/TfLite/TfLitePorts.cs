using System.Globalization;
using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>What of a graph is read: between which tensors, and the operators there.</summary>
/// <param name="Inputs">Numbers of tensors.</param>
/// <param name="Outputs">Numbers of tensors.</param>
/// <param name="Operations">What the outputs depend on, in the order in which it runs.</param>
internal sealed record TfLitePorts(IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, IReadOnlyList<TfLiteOperation> Operations)
{
    /// <exception cref="ToolException">A tensor that is asked for is not there, or there are several of its name.</exception>
    public static TfLitePorts Of(FlatTable graph, TfLiteScope scope, ModelCut cut)
    {
        var inputs = cut.Inputs.Count > 0 ? Named(cut.InputsOr([], name => scope.Named(name).Count > 0), scope) : graph.Integers(Subgraph.Inputs) ?? [];
        var outputs = cut.Outputs.Count > 0 ? Named(cut.OutputsOr([], name => scope.Named(name).Count > 0), scope) : graph.Integers(Subgraph.Outputs) ?? [];
        var given = inputs.Select(Key).ToHashSet(StringComparer.Ordinal);
        var operations = ReadingOrder.Needed(
            scope.Operations(), operation => operation.Outputs.Select(Key), operation => operation.Inputs.Select(Key), outputs.Select(Key), given.Contains);
        var read = operations.SelectMany(operation => operation.Inputs).Concat(outputs).ToHashSet();
        return new TfLitePorts(cut == ModelCut.Whole ? inputs : [.. inputs.Where(read.Contains)], outputs, operations);
    }

    private static string Key(int tensor) => tensor.ToString(CultureInfo.InvariantCulture);

    private static int[] Named(IReadOnlyList<string> names, TfLiteScope scope) => [.. names.Select(name => scope.Named(name) is [var only]
        ? only
        : throw new ToolException($"the model has {scope.Named(name).Count} tensors \"{name}\"; one of a name of its own can be asked for."))];
}
