using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Whether a model's integers stay integers, and which operators compute with them then.</summary>
internal static class TfLiteIntegerMode
{
    /// <summary>Integers of 8 bits stay what they are; a model that computes with others, or with none, is read as floats.</summary>
    /// <returns>Whether they stay, and what most of them are.</returns>
    public static (bool Keeps, Precision Precision) Of(TfLiteScope scope, TfLitePorts ports, bool dequantizes)
    {
        List<TfLiteTensor> computed =
            [.. ports.Operations.SelectMany(operation => operation.Outputs).Concat(ports.Inputs).Select(scope.Tensor).Where(tensor => tensor.IsQuantised)];
        var keeps = !dequantizes && computed.Count > 0 && computed.TrueForAll(TfLiteNode.IsInteger);
        return (keeps, computed.Count(tensor => tensor.Element == ModelElementType.UInt8) * 2 > computed.Count ? Precision.UInt8 : Precision.Int8);
    }

    /// <summary>What is known of an operator, on integers where it reads or makes some.</summary>
    public static TfLiteOperator? Find(TfLiteOperation operation, TfLiteScope scope)
    {
        var tensors = operation.Outputs.Concat(operation.Inputs.Where(input => input >= 0)).Select(scope.Tensor);
        return scope.KeepsIntegers && tensors.Any(TfLiteNode.IsInteger) && TfLiteIntegers.Find(operation.Kind) is { } known
            && operation.Outputs.Concat(operation.Inputs.Where(input => input >= 0).Take(1)).Select(scope.Tensor).Any(TfLiteNode.IsInteger)
            ? known
            : TfLiteOperators.Find(operation);
    }
}
