using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What is read of Keras, for the documentation: layers, operators between layers, and TensorFlow's functions there.</summary>
internal static class KerasDocs
{
    public static IReadOnlyList<OperatorDoc> All =>
    [
        .. KerasLayers.All.Select(kind => new OperatorDoc(
            kind.Name,
            "2, 3",
            Keys(kind.Says),
            kind.Name == "Activation" ? $"Of {string.Join(", ", KerasActivations.Functions)}; or a layer without weights." : kind.Limits)),
        .. KerasOperators.All.Select(kind => new OperatorDoc($"ops.{kind.Name}", "3", Keys(kind.Says), kind.Limits)),
        .. TensorFlowOperators.Functions.Select(function => new OperatorDoc(
            $"tf.{function.Function}",
            "2",
            function.Parameters,
            KerasOperators.Find(function.Operator)!.Limits)),
    ];

    private static string Keys(OperatorSignature signature) =>
        string.Join(", ", signature.Facts.Where(fact => !fact.IsIgnorable).Select(fact => fact.Values.Count > 0
            ? $"{fact.Name} ({string.Join(" or ", fact.Values)})"
            : fact.Name));
}
