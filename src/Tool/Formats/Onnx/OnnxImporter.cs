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
    /// <exception cref="ToolException">The bytes are no ONNX model, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(byte[] file, IReadOnlyList<int>? shape, Func<string, byte[]>? beside = null, ModelCut? cut = null)
    {
        var model = OnnxModel.Parse(file);
        beside ??= name => throw new ToolException($"\"{name}\" cannot be opened.");
        ImportedModel Read(bool isTurned) => new OnnxReading(model, file.Length, beside, shape, cut ?? ModelCut.Whole, isTurned).Run();

        var first = Read(isTurned: false);
        if (first.Sketch.Refusals.Count == 0 && !IsTurned(first))
        {
            return first;
        }

        // Nothing in a file says whether its maps have their channels first; the order that fits its operators better is meant.
        var second = Read(isTurned: true);
        return second.Sketch.Refusals.Count == 0 && (first.Sketch.Refusals.Count > 0 || !IsTurned(second)) ? second : first;
    }

    private static bool IsTurned(ImportedModel model) => model.Sketch.Nodes.Any(node => node.Operation is Transpose);
}
