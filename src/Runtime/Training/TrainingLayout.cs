using System.Collections.Immutable;

namespace MobileNetGen.CompilerServices;

/// <summary>What a trainer must know of a generated training step.</summary>
public sealed class TrainingLayout
{
    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes that each image of a batch takes.</summary>
    public required long ImageBytes { get; init; }

    /// <summary>Bytes that a batch takes beside its images.</summary>
    public required long StepBytes { get; init; }

    /// <summary>Bytes of the packed parameters, and of their gradients.</summary>
    public required long ParameterBytes { get; init; }

    /// <summary>The network's inputs.</summary>
    public required ImmutableArray<TrainingTensor> Inputs { get; init; }

    /// <summary>The network's outputs; what goes into a softmax where one ends the network.</summary>
    public required ImmutableArray<TrainingTensor> Outputs { get; init; }

    /// <summary>For each output where the loss' gradient goes.</summary>
    public required ImmutableArray<TrainingTensor> OutputGradients { get; init; }

    /// <summary>The gradients of inputs that were asked for.</summary>
    public required ImmutableArray<TrainingTensor> InputGradients { get; init; }

    /// <summary>The parameters by name, and where they are packed.</summary>
    public required ImmutableArray<WeightLayer> Weights { get; init; }

    /// <summary>The batch normalisations.</summary>
    public required ImmutableArray<TrainingStatistics> Statistics { get; init; }

    /// <summary>The tensors that dropout multiplies by.</summary>
    public required ImmutableArray<TrainingMask> Masks { get; init; }
}

/// <summary>A tensor that each image of a batch has.</summary>
/// <param name="Name">The input's or output's name.</param>
/// <param name="Offset">Where it begins, in bytes, if a batch is one image.</param>
/// <param name="Length">Elements of one image.</param>
public sealed record TrainingTensor(string Name, long Offset, int Length);

/// <summary>A batch normalisation's statistics.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Moments">Where the batch's mean and variance begin in the step's memory, in bytes.</param>
/// <param name="Parameters">Where gamma, beta, mean and variance begin in the parameters, in bytes.</param>
/// <param name="Channels">Length of each.</param>
/// <param name="Pixels">Values of a channel in one image.</param>
public sealed record TrainingStatistics(string Name, long Moments, long Parameters, int Channels, int Pixels);

/// <summary>A tensor of zeros and of <c>1 / (1 − rate)</c>, drawn for each step.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">Where it begins, in bytes, if a batch is one image.</param>
/// <param name="Length">Elements of one image.</param>
/// <param name="Rate">The share of zeros.</param>
public sealed record TrainingMask(string Name, long Offset, int Length, double Rate);
