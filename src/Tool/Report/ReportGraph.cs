using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;

namespace MobileNetGen.Tool.Report;

/// <summary>What an edge of the graph carries.</summary>
internal enum EdgeRole
{
    /// <summary>A layer's input.</summary>
    Flow,

    /// <summary>What is added again to what layers made of it.</summary>
    Residual,

    /// <summary>A factor for each channel.</summary>
    Gate,
}

/// <summary>A box of the graph: an input, a layer with what was folded into it, or an output.</summary>
/// <param name="Block">The call that computes it; null for what computes nothing.</param>
/// <param name="Name">As in the description.</param>
/// <param name="Text">What it does.</param>
/// <param name="Shape">Of what it makes.</param>
internal sealed record ReportNode(int? Block, string Name, string Text, string Shape);

/// <summary>The network as boxes and edges; every edge leads to a box with a larger number.</summary>
internal sealed record ReportGraph(IReadOnlyList<ReportNode> Nodes, IReadOnlyList<(int From, int To, EdgeRole Role)> Edges)
{
    /// <param name="scheduled">Its layers, in blocks.</param>
    /// <param name="plan">With the copies that make outputs of what is somewhere else.</param>
    /// <param name="rows">What the layers are called.</param>
    public static ReportGraph Of(ScheduledGraph scheduled, MemoryPlan plan, IReadOnlyList<SummaryRow> rows)
    {
        var (blocked, graph) = (scheduled.Blocked, scheduled.Blocked.Shaped.Graph);
        var (nodes, edges, makers) = (new List<ReportNode>(), new List<(int From, int To, EdgeRole Role)>(), new Dictionary<int, int>());
        foreach (var input in Enumerable.Range(0, graph.Nodes.Count).Where(node => graph.Nodes[node].Inputs.Count == 0))
        {
            makers[input] = nodes.Count;
            nodes.Add(new(null, graph.Nodes[input].Name, "input", blocked.Shaped.Types[input].DisplayText));
        }

        var (block, row) = (0, 0);
        foreach (var each in blocked.Blocks)
        {
            foreach (var stage in each.Stages)
            {
                edges.AddRange(stage.Inputs.Distinct().Select(tensor => (makers[tensor], nodes.Count, Role(tensor, stage))));
                makers[stage.Output] = nodes.Count;
                nodes.Add(Layer(each.Operation.IsView ? null : block, rows[row++]));
            }

            block += each.Operation.IsView ? 0 : 1;
        }

        for (var output = 0; output < graph.Outputs.Count; output++)
        {
            var (name, tensor) = (graph.Outputs[output].Name, graph.Outputs[output].Node);
            var copy = plan.Copies.ToList().FindIndex(copied => copied.Output == output);
            edges.Add((makers[tensor], nodes.Count, EdgeRole.Flow));
            nodes.Add(new(copy < 0 ? null : block + copy, name, copy < 0 ? "output" : "output, copied", blocked.Shaped.Types[tensor].DisplayText));
        }

        return new(nodes, edges);

        // What is added to something that was made of it went around those layers; a factor is smaller than what it scales.
        EdgeRole Role(int tensor, Stage stage) => stage.Operation.Kind switch
        {
            "add" when stage.Inputs.Any(other => other != tensor && Leads(makers[tensor], makers[other], edges)) => EdgeRole.Residual,
            "mul" when blocked.Shaped.Types[tensor].Length < blocked.OutputType(stage).Length => EdgeRole.Gate,
            _ => EdgeRole.Flow,
        };
    }

    private static ReportNode Layer(int? block, SummaryRow row) => new(
        block,
        row.Name,
        row.Activation.Length == 0 ? row.Kind : $"{row.Kind}, {row.Activation}",
        row.Output.DisplayText);

    private static bool Leads(int from, int to, IEnumerable<(int From, int To, EdgeRole)> edges)
    {
        var before = new HashSet<int> { to };
        foreach (var edge in edges.Reverse())
        {
            if (before.Contains(edge.To))
            {
                before.Add(edge.From);
            }
        }

        return before.Contains(from);
    }
}
