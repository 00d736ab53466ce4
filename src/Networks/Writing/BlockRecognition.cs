using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>Recognises MobileNetV1's, V2's and V3's blocks in a run of layers, each of which only the next one reads.</summary>
internal sealed class BlockRecognition
{
    private readonly ImportGraph _graph;
    private readonly IReadOnlyList<LayerDraft> _drafts;
    private readonly int[] _uses;

    private BlockRecognition(ImportGraph graph, IReadOnlyList<LayerDraft> drafts) => (_graph, _drafts, _uses) = (graph, drafts, graph.Uses());

    public static IReadOnlyList<Block> Recognise(ImportGraph graph, IReadOnlyList<LayerDraft> drafts)
    {
        var recognition = new BlockRecognition(graph, drafts);
        var blocks = new List<Block>();
        for (var index = 0; index < drafts.Count;)
        {
            var block = recognition.InvertedResidual(index) ?? recognition.Separable(index) ?? Block.Of(drafts[index]);
            blocks.Add(block);
            index += block.Parts.Count + block.Joints.Count;
        }

        return blocks;
    }

    /// <summary>A depthwise and a pointwise convolution that end alike: figure 3 of arXiv:1704.04861.</summary>
    private Block? Separable(int index) =>
        At(index) is { } depthwise && At(index + 1) is { } pointwise && IsDepthwise(depthwise) && IsPointwise(pointwise) && Feeds(depthwise, pointwise)
            && EndAlike(depthwise, pointwise) && depthwise.Activation == pointwise.Activation
            ? new Block("separable", [new BlockPart("_dw", depthwise), new BlockPart("_pw", pointwise)], pointwise.Last)
            : null;

    /// <summary>
    /// Expansion, depthwise convolution, perhaps squeeze-and-excite, linear projection, perhaps the input added: figure 3 of arXiv:1801.04381.
    /// </summary>
    private Block? InvertedResidual(int index)
    {
        var parts = new List<BlockPart>();
        var joints = new List<LayerDraft>();
        if (At(index) is { } expand && Expands(expand) && At(index + 1) is { } after && Feeds(expand, after) && expand.Activation == after.Activation)
        {
            parts.Add(new BlockPart("_expand", expand));
            index++;
        }

        if (At(index) is not { } depthwise
            || !IsDepthwise(depthwise)
            || depthwise.Activation == Activation.None
            || parts.Any(part => !EndAlike(part.Draft, depthwise)))
        {
            return null;
        }

        parts.Add(new BlockPart("_dw", depthwise));
        index++;
        var (map, squeezed) = (depthwise.Last, 0);
        if (Squeeze(index, depthwise) is { } squeeze)
        {
            parts.AddRange([new BlockPart("_se_reduce", squeeze[1]), new BlockPart("_se_expand", squeeze[2])]);
            joints.AddRange([squeeze[0], squeeze[3]]);
            (map, squeezed) = (squeeze[3].Last, ((Convolution)squeeze[1].Main.Operation).Filters);
            index += squeeze.Count;
        }

        if (At(index) is not { } project
            || !IsPointwise(project)
            || project.Activation != Activation.None
            || !EndAlike(depthwise, project)
            || _uses[map] != 1
            || project.Main.Inputs[0] != map)
        {
            return null;
        }

        parts.Add(new BlockPart("_project", project));
        var block = new Block("invertedResidual", parts, project.Last) { Squeezed = squeezed, Joints = joints };
        return WithInputAdded(block, index + 1) ?? block;
    }

    /// <summary>Mean, reduction, gate and product, where they scale the depthwise convolution's channels.</summary>
    private List<LayerDraft>? Squeeze(int index, LayerDraft depthwise) =>
        At(index) is { Main.Operation: GlobalAveragePool } pool
            && At(index + 1) is { } reduce
            && At(index + 2) is { } expand
            && At(index + 3) is { Main.Operation: Mul } scale
            && pool.Main.Inputs[0] == depthwise.Last && _uses[depthwise.Last] == 2 && Feeds(pool, reduce) && Feeds(reduce, expand) && _uses[expand.Last] == 1
            && IsSqueezing(reduce)
            && reduce.Activation == Activation.Relu
            && IsSqueezing(expand)
            && (expand.Activation == Activation.HardSigmoid || expand.Activation == Activation.Sigmoid)
            && scale.Activation == Activation.None && scale.Main.Inputs.Order().SequenceEqual(new[] { depthwise.Last, expand.Last }.Order())
            ? [pool, reduce, expand, scale]
            : null;

    private Block? WithInputAdded(Block block, int index) =>
        At(index) is { Main: { Operation: Add, Inputs: [var first, var second] } } sum && sum.Activation == Activation.None && _uses[block.Last] == 1
            && ((first == block.Inputs[0] && second == block.Last) || (first == block.Last && second == block.Inputs[0]))
            && block.Part("_dw")!.Window!.Stride == Extent.One
            ? block with { Last = sum.Last, IsResidual = true, Joints = [.. block.Joints, sum] }
            : null;

    private LayerDraft? At(int index) => index < _drafts.Count ? _drafts[index] : null;

    private bool Feeds(LayerDraft first, LayerDraft second) =>
        _uses[first.Last] == 1 && second.Main.Inputs is [var input] && input == first.Last && _graph.Outputs.All(output => output.Node != first.Last);

    /// <summary>A 1×1 convolution to other channels: the kind leaves one to as many out.</summary>
    private bool Expands(LayerDraft draft) => IsPointwise(draft) && draft.Main.Type.Channels != _graph.Nodes[draft.Main.Inputs[0]].Type.Channels;

    private static bool EndAlike(LayerDraft first, LayerDraft second) =>
        first.HasBias == second.HasBias && first.Norm is null == second.Norm is null && first.Epsilon == second.Epsilon;

    private static bool IsPointwise(LayerDraft draft) =>
        draft.Main.Operation is Convolution && draft.Window is { } window && window.Kernel == Extent.One && window.Stride == Extent.One && IsUnpadded(window);

    private static bool IsDepthwise(LayerDraft draft) => draft.Main.Operation is Depthwise { Multiplier: 1 };

    private static bool IsSqueezing(LayerDraft draft) => IsPointwise(draft) && draft is { Norm: null, HasBias: true };

    private static bool IsUnpadded(Window window) => window.Padding.Mode != PaddingMode.Explicit || window.Padding.Amount.IsNone;
}
