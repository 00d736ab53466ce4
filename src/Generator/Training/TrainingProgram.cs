using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>Everything that is emitted for a training step, decided.</summary>
/// <param name="ImageBytes">Memory that each image of a batch takes.</param>
/// <param name="StepBytes">Memory that a batch takes beside its images.</param>
internal sealed record TrainingProgram(
    string Name,
    EquatableArray<TrainingCall> Forward,
    EquatableArray<TrainingCall> Backward,
    EquatableArray<TrainingPort> Inputs,
    EquatableArray<TrainingPort> Outputs,
    EquatableArray<TrainingPort> OutputGradients,
    EquatableArray<TrainingPort> InputGradients,
    EquatableArray<ParameterTensor> Parameters,
    EquatableArray<StatisticsPort> Statistics,
    EquatableArray<MaskPort> Masks,
    long ImageBytes,
    long StepBytes,
    long ParameterBytes)
{
    public IEnumerable<KernelSpec> Kernels => Forward.Concat(Backward).Select(call => call.Kernel);
}

/// <summary>A kernel on tensors.</summary>
/// <param name="Operands">Its inputs, its output and its weights.</param>
/// <param name="IsForEachImage">True for a call for each image; false for one that takes the whole batch.</param>
internal sealed record TrainingCall(KernelSpec Kernel, string Comment, EquatableArray<TrainingPlace> Operands, bool IsForEachImage);

/// <summary>Where a tensor lies; <paramref name="Bytes"/> are those of one image.</summary>
internal readonly record struct TrainingPlace(Storage Storage, long Offset, long Bytes);

/// <summary>A tensor that is filled in or read from outside.</summary>
internal sealed record TrainingPort(string Name, long Offset, int Length);

/// <summary>A batch normalisation's moments and running statistics, in bytes.</summary>
internal sealed record StatisticsPort(string Name, long Moments, long Parameters, int Channels, int Pixels);

/// <summary>A tensor for dropout.</summary>
internal sealed record MaskPort(string Name, long Offset, int Length, double Rate);
