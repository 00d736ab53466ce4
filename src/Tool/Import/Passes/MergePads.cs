using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks.Passes;

namespace MobileNetGen.Tool.Import.Passes;

/// <summary>Makes zeros around a map the padding of the convolution or mean after them.</summary>
internal static class MergePads
{
    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(graph, Rule);

    private static int? Rule(Sweep sweep, ImportNode node)
    {
        if (node.Inputs is not [var input] || sweep[input].Operation is not Pad { Value: 0 } pad)
        {
            return null;
        }

        var source = sweep[input].Inputs[0];
        var padded = sweep[input].Type;
        Operation? merged = node.Operation switch
        {
            Convolution convolution => convolution with { Window = convolution.Window.Widened(padded, pad.Amount) },
            GroupedConvolution grouped => grouped with { Window = grouped.Window.Widened(padded, pad.Amount) },
            Depthwise depthwise => depthwise with { Window = depthwise.Window.Widened(padded, pad.Amount) },
            AveragePool { Window: var window } pool when !node.Type.IsInteger && (pool.CountIncludePad
                || window.Margins(padded).IsNone) => new AveragePool(window.Widened(padded, pad.Amount), true),
            _ => null,
        };
        return merged is not null && merged.InferShape([sweep[source].Type]).Type == node.Type
            ? sweep.Add(node with { Operation = merged, Inputs = [source] })
            : null;
    }
}
