using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Brings elements into the order of memory in which a layer wants them, by transpositions of three axes and reshapes between them.</summary>
internal static class Arranging
{
    /// <summary>Runs of factors that stay together; six have 720 orders.</summary>
    private const int MaxBlocks = 6;

    private static readonly (int First, int Second, int Third)[] s_turns = [(0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)];

    /// <summary>The tensor as a map whose rows, columns and channels run through given factors of it.</summary>
    /// <exception cref="ToolException">Its axes were taken apart too often.</exception>
    public static Symbol Arrange(GraphSketch sketch, Symbol tensor, int[] rows, int[] columns, int[] channels)
    {
        int[] order = [.. rows, .. columns, .. channels];
        var shape = new MapShape(tensor.Extent(rows), tensor.Extent(columns), tensor.Extent(channels));
        var type = sketch.TypeOf(tensor.Node);
        var isInOrder = order.SequenceEqual(Enumerable.Range(0, tensor.Memory.Length));
        if (isInOrder && (type.Height, type.Width, type.Channels) == (shape.Height, shape.Width, shape.Channels))
        {
            return tensor;
        }

        var name = sketch.Nodes[tensor.Node].Name;
        var node = isInOrder ? tensor.Node : Turned(sketch, name, tensor, order);
        node = Shaped(sketch, name, node, shape);
        var places = order.Select((factor, place) => (factor, place)).ToDictionary(pair => pair.factor, pair => pair.place);
        return tensor with
        {
            Node = node,
            Memory = [.. order.Select(factor => tensor.Memory[factor])],
            Dims = [.. tensor.Dims.Select(dim => dim.Select(factor => places[factor]).ToArray())]
        };
    }

    private static int Turned(GraphSketch sketch, string name, Symbol tensor, int[] order)
    {
        var blocks = Blocks(order);
        if (blocks.Count > MaxBlocks)
        {
            throw new ToolException($"its input {tensor.DisplayShape} was made of another map by taking its axes apart and putting them together anew, "
                + "too often to be followed.");
        }

        // The blocks are numbered as they stand in memory; wanted is their order in the end.
        var sorted = blocks.OrderBy(block => block[0]).ToList();
        var extents = sorted.Select(block => tensor.Extent(block)).ToList();
        int[] wanted = [.. blocks.Select(block => sorted.IndexOf(block))];
        var node = tensor.Node;
        foreach (var (groups, turn) in Steps(wanted))
        {
            int[] sizes = [.. groups.Select(group => group.Aggregate(1, (product, block) => product * extents[block]))];
            node = Shaped(sketch, name, node, new MapShape(sizes[0], sizes[1], sizes[2]));
            node = sketch.Add($"{name}_turned", new Transpose(new AxisPermutation((Axis)turn.First, (Axis)turn.Second, (Axis)turn.Third)), [node]);
        }

        return node;
    }

    private static int Shaped(GraphSketch sketch, string name, int node, MapShape shape) =>
        sketch.TypeOf(node) is var type && (type.Height, type.Width, type.Channels) == (shape.Height, shape.Width, shape.Channels)
        ? node
        : sketch.Add($"{name}_shaped", new Reshape(shape), [node]);

    /// <summary>Runs of factors that follow each other in memory too.</summary>
    private static List<int[]> Blocks(int[] order)
    {
        var blocks = new List<List<int>>();
        foreach (var factor in order)
        {
            if (blocks.Count > 0 && blocks[^1][^1] == factor - 1)
            {
                blocks[^1].Add(factor);
            }
            else
            {
                blocks.Add([factor]);
            }
        }

        return [.. blocks.Select(block => block.ToArray())];
    }

    /// <summary>The fewest transpositions that make one order of the natural one, breadth first.</summary>
    private static List<(int[][] Groups, (int First, int Second, int Third) Turn)> Steps(int[] wanted)
    {
        int[] start = [.. Enumerable.Range(0, wanted.Length)];
        var seen = new Dictionary<string, (string From, int[][] Groups, (int, int, int) Turn)> { [Key(start)] = ("", [], default) };
        var open = new Queue<int[]>([start]);
        while (!seen.ContainsKey(Key(wanted)))
        {
            var current = open.Dequeue();
            foreach (var (groups, turn) in Moves(current))
            {
                int[] next = [.. groups[turn.First], .. groups[turn.Second], .. groups[turn.Third]];
                if (seen.TryAdd(Key(next), (Key(current), groups, turn)))
                {
                    open.Enqueue(next);
                }
            }
        }

        var steps = new List<(int[][], (int, int, int))>();
        for (var key = Key(wanted); seen[key].From.Length > 0; key = seen[key].From)
        {
            steps.Insert(0, (seen[key].Groups, seen[key].Turn));
        }

        return steps;
    }

    private static IEnumerable<(int[][] Groups, (int First, int Second, int Third) Turn)> Moves(int[] order) =>
        from first in Enumerable.Range(0, order.Length)
        from second in Enumerable.Range(first, order.Length - first + 1)
        from turn in s_turns
        select (new[] { order[..first], order[first..second], order[second..] }, turn);

    private static string Key(int[] order) => string.Join(',', order);
}
