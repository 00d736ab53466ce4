using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Program;

/// <summary>Everything that is emitted for a network, decided: nothing after this pass chooses anything.</summary>
internal sealed record NetworkProgram(
    string Name,
    EquatableArray<Port> Inputs,
    EquatableArray<Port> Outputs,
    EquatableArray<KernelCall> Calls,
    EquatableArray<PackedWeights> Weights,
    EquatableArray<SummaryRow> Rows,
    long ArenaBytes,
    long ScratchBytes,
    long WeightsBytes)
{
    /// <inheritdoc cref="Description.NetworkDescription.WeightsHash"/>
    public string? WeightsHash { get; init; }

    /// <summary>The preprocessing of the network's first input, if its description has one.</summary>
    public Preprocessing? Preprocessing => Inputs[0].Preprocessing;

    public ParameterCount Parameters => Rows.Aggregate(default(ParameterCount), (sum, row) => sum + row.Parameters);

    public long MultiplyAdds => Rows.Sum(row => row.MultiplyAdds);

    /// <summary>What a call has to move at least: its inputs, its packed weights and its output, once each, in bytes.</summary>
    public long BytesOf(KernelCall call)
    {
        var weights = Weights.Where(part => call.Weights.Contains(part.Offset)).Sum(part => part.Shape.PackedBytes);
        return call.Kernel.Inputs.Sum(input => input.Bytes) + weights + call.Kernel.Output.Bytes;
    }
}

/// <summary>An input or output of the network.</summary>
/// <param name="Integers">Of integers, where in the packed weights it says what they stand for, and whether they have a sign.</param>
internal sealed record Port(string Name, TensorType Type, Preprocessing? Preprocessing = null, PortIntegers? Integers = null);

internal sealed record PortIntegers(long Offset, bool IsSigned);

/// <summary>One line of the network: a kernel on tensors.</summary>
/// <param name="Shared">Memory that the kernel's workers share, if it needs some.</param>
/// <param name="Weights">The offsets of its packed weights in bytes.</param>
/// <param name="Schedule">How its loops are laid out, human-readable; empty where there is nothing to choose.</param>
internal sealed record KernelCall(
    KernelSpec Kernel,
    string Comment,
    EquatableArray<Place> Inputs,
    Place Output,
    Place? Shared,
    EquatableArray<long> Weights,
    long MultiplyAdds,
    string Schedule);

/// <summary>The weights of one stage, where they are packed, and the batch normalisations of its output and its input that are folded into them.</summary>
internal sealed record PackedWeights(
    string Name,
    WeightShape Shape,
    long Offset,
    EquatableArray<NormWeights> BatchNorms,
    EquatableArray<NormWeights> InputNorms)
{
    /// <summary>Of an operation on integers: the tensors whose scales and zero points it needs.</summary>
    public IntegerTensors? Integers { get; init; }
}

/// <summary>Tensors of integers, by the layers that say what they stand for.</summary>
/// <param name="Inputs">Of what is read.</param>
/// <param name="Output">Of what is made.</param>
/// <param name="Form">How the operation computes.</param>
/// <param name="Clamp">The activation at whose bounds integers end.</param>
/// <param name="IsSigned">Of an input or output of the network: whether its integers have a sign.</param>
internal sealed record IntegerTensors(EquatableArray<string> Inputs, string Output, IntegerForm Form, Activation Clamp, bool? IsSigned = null);

/// <summary>A batch normalisation's tensors.</summary>
internal sealed record NormWeights(string Name, int Channels, double Epsilon);

/// <summary>A row of the summary: an operation with what was folded into it, by name, and where its output lies.</summary>
internal sealed record SummaryRow(
    string Name,
    string Kind,
    TensorType Output,
    ParameterCount Parameters,
    long MultiplyAdds,
    string Padding,
    string Activation,
    EquatableArray<string> Folded,
    string Memory);
