using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>Recognises elementwise stages of which each is the only reader of the one before.</summary>
internal static class ChainPattern
{
    /// <summary>The longest chain that begins at a stage; null if it would be the only one.</summary>
    public static Block? Match(StageFlow flow, int first)
    {
        if (!flow.IsFreeElementwise(first))
        {
            return null;
        }

        var chain = new List<int> { first };
        while (Next(flow, chain[chain.Count - 1]) is { } next)
        {
            chain.Add(next);
        }

        return chain.Count > 1 ? Join(flow, chain) : null;
    }

    private static Block Join(StageFlow flow, List<int> chain)
    {
        var steps = chain.Select((stage, index) => Step(flow, stage, index == 0 ? null : chain[index - 1])).ToEquatable();
        var inputs = chain.SelectMany((stage, index) => flow.Stage(stage).Inputs.Where((_, input) => input != steps[index].Chained));
        return new Block(chain.Select(flow.Stage).ToEquatable(), new FusedChain(steps, flow.Output(chain[0])), inputs.ToEquatable());
    }

    /// <summary>The only reader, if it reads the tensor once and makes one of the same shape.</summary>
    private static int? Next(StageFlow flow, int stage) =>
        flow.Readers(stage) is [var reader] && flow.IsFreeElementwise(reader) && flow.Output(reader) == flow.Output(stage) ? reader : null;

    private static ChainStep Step(StageFlow flow, int stage, int? previous) => new(
        flow.Stage(stage).Operation.ForKernel(flow.Inputs(stage)),
        flow.Inputs(stage).ToEquatable(),
        previous is { } maker ? flow.Stage(stage).Inputs.ToList().IndexOf(flow.Stage(maker).Output) : null,
        flow.Stage(stage).Activation);
}
