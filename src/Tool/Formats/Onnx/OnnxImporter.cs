using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Reads an ONNX model.</summary>
internal static class OnnxImporter
{
    /// <param name="file">The file's bytes.</param>
    /// <param name="shape">The first input's extents in the model's own order, where the model leaves them open.</param>
    /// <param name="beside">The bytes of a file in the model's folder, for tensors that lie outside of it.</param>
    /// <param name="cut">Which part of the model is wanted; or null for all of it.</param>
    /// <param name="dequantizes">True to compute integers as the floats that they stand for.</param>
    /// <exception cref="ToolException">The bytes are no ONNX model, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(
        byte[] file,
        IReadOnlyList<int>? shape,
        Func<string, byte[]>? beside = null,
        ModelCut? cut = null,
        bool dequantizes = false)
    {
        var model = OnnxModel.Parse(file);
        beside ??= name => throw new ToolException($"\"{name}\" cannot be opened.");
        OnnxReading Reading(bool isTurned, bool keepsIntegers) => new(model, file.Length, beside, shape, cut ?? ModelCut.Whole, isTurned, keepsIntegers);
        ImportedModel Floats() => InTheLikelierOrder(isTurned => Reading(isTurned, keepsIntegers: false).Run());
        if (dequantizes || !model.Nodes.Any(IsQuantised))
        {
            return Floats();
        }

        var hasWideIntegers = false;
        var integers = InTheLikelierOrder(isTurned =>
        {
            var reading = Reading(isTurned, keepsIntegers: true);
            var read = reading.Run();
            hasWideIntegers |= reading.HasWideIntegers;
            return read;
        });
        if (hasWideIntegers)
        {
            return Floats();
        }

        if (integers.Sketch.Refusals.Count > 0 && Floats().Sketch.Refusals.Count == 0)
        {
            integers.Sketch.Refuse("--dequantize computes the network with floats");
        }

        return integers;
    }

    /// <summary>Nothing in a file says whether its maps have their channels first; the order that fits its operators better is meant.</summary>
    private static ImportedModel InTheLikelierOrder(Func<bool, ImportedModel> read)
    {
        var first = read(false);
        if (first.Sketch.Refusals.Count == 0 && !IsTurned(first))
        {
            return first;
        }

        var second = read(true);
        return second.Sketch.Refusals.Count == 0 && (first.Sketch.Refusals.Count > 0 || !IsTurned(second)) ? second : first;
    }

    private static bool IsQuantised(NodeProto node) => node.OpType is "QuantizeLinear" or "DequantizeLinear" or "QGemm"
        || node.OpType.StartsWith("QLinear", StringComparison.Ordinal);

    private static bool IsTurned(ImportedModel model) => model.Sketch.Nodes.Any(node => node.Operation is Transpose);
}
