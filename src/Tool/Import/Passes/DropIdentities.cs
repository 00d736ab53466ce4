using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import.Operations;

namespace MobileNetGen.Tool.Import.Passes;

/// <summary>Leaves out what changes nothing: dropout, multiplications by 1, and an activation of what already has it.</summary>
internal static class DropIdentities
{
    public static ImportGraph Run(ImportGraph graph) => Sweep.Over(graph, Rule);

    private static int? Rule(Sweep sweep, ImportNode node) => node.Operation switch
    {
        Dropout => sweep.Skip(node.Inputs[0]),
        Affine when node["weight"].All(value => value == 1) && node["bias"].All(value => value == 0) => sweep.Skip(node.Inputs[0]),
        Activate { Activation: var activation } when IsClamp(activation) && sweep[node.Inputs[0]].Operation is Activate { Activation: var earlier } && (earlier == activation || (activation == Activation.Relu && earlier == Activation.Relu6)) => sweep.Skip(node.Inputs[0]),
        _ => null,
    };

    private static bool IsClamp(Activation activation) => activation == Activation.Relu || activation == Activation.Relu6;
}
