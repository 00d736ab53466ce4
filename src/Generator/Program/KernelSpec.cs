using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Program;

/// <summary>All that a kernel's text depends on. Equal blocks of one or several networks have equal specifications and share one kernel.</summary>
internal sealed record KernelSpec(
    Operation Operation,
    EquatableArray<TensorType> Inputs,
    TensorType Output,
    Activation Activation,
    KernelSchedule? Schedule)
{
    /// <summary>How a matrix product's loops are laid out.</summary>
    public MatrixSchedule Matrix() => (MatrixSchedule)Schedule!;

    public bool HasSharedMemory => Schedule is { SharedBytes: > 0 };

    /// <summary>The packed weights that the kernel reads, in the order of its parameters.</summary>
    public IReadOnlyList<WeightShape> Weights => [.. Operation.KernelWeights(Inputs)];

    /// <summary>Of an operation on one map: the operation with what ends it.</summary>
    public BlockPart Part => new(Operation, Inputs[0], Output, Activation);
}
