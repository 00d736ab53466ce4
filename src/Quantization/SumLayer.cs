using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>A layer of sums of products: each output has a row of weights, and the places of its input that they are multiplied with, a patch.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Input">The node that makes its input.</param>
/// <param name="Map">Its input; of a dense layer, all of it as a vector.</param>
/// <param name="Result">Its output.</param>
/// <param name="Window">Its window.</param>
/// <param name="Groups">Groups of channels that do not see each other.</param>
internal sealed record SumLayer(int Node, int Input, TensorType Map, TensorType Result, Window Window, int Groups)
{
    /// <summary>One place of a map.</summary>
    public static readonly Window Place = new(Extent.One, Extent.One, Extent.One, Padding.Valid);

    private Margins Margins => Window.Margins(Map);

    /// <summary>Weights of an output.</summary>
    public int Depth => Map.Channels / Groups * Taps;

    public long MultiplyAdds => (long)Result.Length * Depth;

    public int OutputsOfGroup => Result.Channels / Groups;

    private int Taps => Window.Kernel.Height * Window.Kernel.Width;

    /// <summary>All of a network, in its order.</summary>
    public static IReadOnlyList<SumLayer> All(ImportGraph graph) =>
        [.. Enumerable.Range(0, graph.Nodes.Count).Select(node => Of(graph, node)).OfType<SumLayer>()];

    /// <summary>The layer that a node is, or null for none.</summary>
    public static SumLayer? Of(ImportGraph graph, int node)
    {
        var (operation, type) = (graph.Nodes[node].Operation, graph.Nodes[node].Type);
        var input = graph.Nodes[node].Inputs is [var first, ..] ? first : -1;
        return operation switch
        {
            Convolution { Window: var window } => new(node, input, graph.Nodes[input].Type, type, window, 1),
            Depthwise { Window: var window } => new(node, input, graph.Nodes[input].Type, type, window, graph.Nodes[input].Type.Channels),
            GroupedConvolution { Window: var window, Groups: var groups } => new(node, input, graph.Nodes[input].Type, type, window, groups),
            Dense => new(node, input, new TensorType(1, 1, graph.Nodes[input].Type.Length), type, Place, 1),
            _ => null,
        };
    }

    /// <summary>The mean patch of each group, over all places of a map.</summary>
    /// <param name="map">The map: rows, columns, channels.</param>
    /// <returns>Group after group, in the order of the weights.</returns>
    public double[] MeanPatches(double[] map)
    {
        var means = new double[Groups * Depth];
        var patch = new double[Depth];
        for (var place = 0; place < Result.Pixels; place++)
        {
            for (var group = 0; group < Groups; group++)
            {
                Patch<double>(map, place, group, patch);
                for (var index = 0; index < Depth; index++)
                {
                    means[(group * Depth) + index] += patch[index] / Result.Pixels;
                }
            }
        }

        return means;
    }

    /// <summary>The inputs of an output, in the order of its weights: channels, rows, columns. What lies in the padding is 0.</summary>
    /// <param name="map">The map: rows, columns, channels.</param>
    /// <param name="place">The output's place: its row times columns, plus its column.</param>
    /// <param name="group">Its group.</param>
    /// <param name="patch">Where they go.</param>
    public void Patch<T>(ReadOnlySpan<T> map, int place, int group, Span<T> patch)
    {
        var (row, column) = ((place / Result.Width * Window.Stride.Height) - Margins.Top, (place % Result.Width * Window.Stride.Width) - Margins.Left);
        var channels = Map.Channels / Groups;
        for (var tap = 0; tap < Taps; tap++)
        {
            var y = row + (tap / Window.Kernel.Width * Window.Dilation.Height);
            var x = column + (tap % Window.Kernel.Width * Window.Dilation.Width);
            var isInside = (uint)y < (uint)Map.Height && (uint)x < (uint)Map.Width;
            var from = isInside ? (((y * Map.Width) + x) * Map.Channels) + (group * channels) : 0;
            for (var channel = 0; channel < channels; channel++)
            {
                patch[(channel * Taps) + tap] = isInside ? map[from + channel] : default!;
            }
        }
    }
}
