using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks.Passes;

namespace MobileNetGen.Tool.Import.Passes;

/// <summary>Says <c>same</c>, <c>symmetric</c> or <c>valid</c> where four numbers mean no more, the one that more layers of the network fit.</summary>
internal static class NamePaddings
{
    public static ImportGraph Run(ImportGraph graph)
    {
        var names = new[] { Padding.Valid, Padding.Same, Padding.Symmetric }
            .OrderByDescending(padding => graph.Nodes.Count(node => WindowOf(node.Operation) is { } window
                && window.Kernel != Extent.One
                && Fits(window, padding, graph.Nodes[node.Inputs[0]].Type)))
            .ToList();
        return Sweep.Over(graph, (sweep, node) => WindowOf(node.Operation) is { } window && names.Find(padding => Fits(
            window,
            padding,
            sweep[node.Inputs[0]].Type)) is { } name
            ? sweep.Add(node with { Operation = WithWindow(node.Operation, window with { Padding = name }) })
            : null);
    }

    private static bool Fits(Window window, Padding padding, TensorType input) => (window with { Padding = padding }).Margins(input) == window.Margins(input);

    private static Window? WindowOf(Operation operation) => operation switch
    {
        Convolution { Window: var window } => window,
        GroupedConvolution { Window: var window } => window,
        Depthwise { Window: var window } => window,
        MaxPool { Window: var window } => window,
        AveragePool { Window: var window } => window,
        _ => null,
    };

    private static Operation WithWindow(Operation operation, Window window) => operation switch
    {
        Convolution convolution => convolution with { Window = window },
        GroupedConvolution grouped => grouped with { Window = window },
        Depthwise depthwise => depthwise with { Window = window },
        MaxPool pool => pool with { Window = window },
        AveragePool pool => pool with { Window = window },
        _ => operation,
    };
}
