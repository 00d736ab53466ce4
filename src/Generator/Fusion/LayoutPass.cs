using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>Gives a tensor between two blocks the order in memory that its only reader is fastest with.</summary>
internal static class LayoutPass
{
    public static BlockedGraph Choose(BlockedGraph blocked)
    {
        var graph = blocked.Shaped.Graph;
        var types = blocked.Shaped.Types.ToArray();
        var outputs = new HashSet<int>(graph.Outputs.Select(output => output.Node));
        foreach (var block in blocked.Blocks.Where(block => block.Operation.WritesPanels && !outputs.Contains(block.Output)))
        {
            var readers = blocked.Blocks.Where(reader => reader.Inputs.Contains(block.Output)).ToList();
            if (types[block.Output].Channels % WeightShape.PanelWidth == 0 && readers.All(reader => reader.Operation.ReadsPanels))
            {
                types[block.Output] = types[block.Output] with { Layout = TensorLayout.Panels };
            }
        }

        return blocked with { Shaped = blocked.Shaped with { Types = types.ToEquatable() } };
    }
}
