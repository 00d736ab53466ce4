using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Passes;

/// <summary>Leaves out what changes nothing: dropout, multiplications by 1, and an activation that the one before can do as well.</summary>
internal static class DropIdentities
{
    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(graph, Rule);

    private static int? Rule(Sweep sweep, ImportNode node) => node.Operation switch
    {
        Dropout => sweep.Skip(node.Inputs[0]),
        Affine when node["weight"].All(value => value == 1) && node["bias"].All(value => value == 0) => sweep.Skip(node.Inputs[0]),
        Activate { Activation: var activation } when sweep[node.Inputs[0]] is { Operation: Activate { Activation: var earlier }, Inputs: [var source] }
            && earlier.Then(activation) is { } both =>
            both == earlier ? sweep.Skip(node.Inputs[0]) : sweep.Add(node with { Operation = new Activate(both), Inputs = [source] }),
        _ => null,
    };
}
