namespace MobileNetGen.Tool.Import;

/// <summary>
/// A part of a model, by tensors as the file names them (of Keras, by layers): what a detector or a service adds at the ends of a network
/// need not be readable for the network between to be read.
/// </summary>
/// <param name="Inputs">Tensors that become the network's inputs; none where the model's own are.</param>
/// <param name="Outputs">Tensors that become the network's outputs; none where the model's own are.</param>
internal sealed record ModelCut(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public static readonly ModelCut Whole = new([], []);

    /// <summary>The part that options name; all of the model where they name nothing.</summary>
    public static ModelCut Of(IReadOnlyList<string>? inputs, IReadOnlyList<string>? outputs) =>
        inputs is { Count: > 0 } || outputs is { Count: > 0 } ? new ModelCut(inputs ?? [], outputs ?? []) : Whole;

    /// <summary>What the network answers: what is asked for, or the model's own outputs.</summary>
    /// <exception cref="ToolException">The model has no tensor of a name that is asked for.</exception>
    public IReadOnlyList<string> OutputsOr(IReadOnlyList<string> own, Func<string, bool> isKnown) => Outputs.Count == 0
        ? own
        : Known("--outputs", Outputs, isKnown);

    /// <summary>What the network takes: what is asked for, or the model's own inputs.</summary>
    /// <exception cref="ToolException">The model has no tensor of a name that is asked for.</exception>
    public IReadOnlyList<string> InputsOr(IReadOnlyList<string> own, Func<string, bool> isKnown) => Inputs.Count == 0
        ? own
        : Known("--inputs", Inputs, isKnown);

    private static IReadOnlyList<string> Known(string option, IReadOnlyList<string> names, Func<string, bool> isKnown)
    {
        var unknown = names.Where(name => !isKnown(name)).ToList();
        return unknown.Count == 0 ? names : throw new ToolException($"{option} names {string.Join(", ", unknown)}, which the model does not have; "
            + "tensors as the file names them are accepted.");
    }
}
