using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>Where a tensor of a training step lies, and how often it is there.</summary>
internal enum Storage
{
    /// <summary>In the memory of the images of a batch, once for each.</summary>
    Images,

    /// <summary>In the memory of a step, once for the whole batch.</summary>
    Step,

    /// <summary>Among the parameters, packed as inference reads them.</summary>
    Parameters,

    /// <summary>Among the parameters' gradients, at the parameters' place.</summary>
    Gradients,
}

/// <summary>
/// A forward and a backward pass in one: nodes stand in the order in which they run, and a node's index names the tensor that it makes.
/// </summary>
/// <param name="ForwardCount">How many of the nodes are the forward pass.</param>
/// <param name="OutputGradients">For each output the tensor that the loss fills in between the passes.</param>
/// <param name="InputGradients">For each input whose gradient was asked for the tensor that the backward pass leaves.</param>
internal sealed record TrainingGraph(
    string Name,
    EquatableArray<TrainingNode> Nodes,
    int ForwardCount,
    EquatableArray<GraphOutput> Inputs,
    EquatableArray<GraphOutput> Outputs,
    EquatableArray<int> OutputGradients,
    EquatableArray<GraphOutput> InputGradients,
    EquatableArray<ParameterTensor> Parameters,
    EquatableArray<BatchStatistics> Statistics,
    EquatableArray<DropoutMask> Masks);

/// <summary>A tensor, and the operation that makes it; null for one that is filled in from outside.</summary>
/// <param name="Inputs">The tensors that the operation reads.</param>
/// <param name="Weights">The tensors that its kernel reads as packed weights.</param>
/// <param name="Offset">Of a parameter block or its gradient: where it begins, in bytes.</param>
internal sealed record TrainingNode(
    string Name,
    Operation? Operation,
    EquatableArray<int> Inputs,
    EquatableArray<int> Weights,
    TensorType Type,
    Storage Storage,
    long Offset = 0);

/// <summary>The packed parameters of one layer.</summary>
internal sealed record ParameterTensor(string Name, WeightShape Shape, long Offset);

/// <summary>A batch normalisation: the tensor of its batch's moments, and its parameters, of which two sections follow the moments.</summary>
/// <param name="Pixels">Of an image: how many values of a channel it has.</param>
internal sealed record BatchStatistics(string Name, int Moments, long Offset, int Channels, int Pixels);

/// <summary>A tensor of zeros and of <c>1 / (1 − rate)</c>, drawn anew for each step.</summary>
internal sealed record DropoutMask(string Name, int Node, double Rate);
