using System.Text.Json.Serialization;

namespace MobileNetGen.Training;

/// <summary>What a checkpoint has beside its numbers.</summary>
/// <param name="Parts">What decides the training, by name.</param>
/// <param name="Steps">Steps that were made.</param>
/// <param name="OptimizerSteps">Steps of the optimiser.</param>
/// <param name="AverageSteps">Steps of the average of weights.</param>
/// <param name="LossSum">Of the epoch that was begun: the losses of its outputs.</param>
/// <param name="Correct">How many of those were right.</param>
/// <param name="Count">How many there were.</param>
/// <param name="History">The epochs before.</param>
internal sealed record CheckpointHeader(
    IReadOnlyDictionary<string, string> Parts,
    int Steps,
    int OptimizerSteps,
    int AverageSteps,
    double LossSum,
    int Correct,
    int Count,
    IReadOnlyList<EpochResult> History)
{
    public IReadOnlyList<int> Lengths { get; init; } = [];
}

/// <summary>Reads and writes headers without reflection.</summary>
[JsonSerializable(typeof(CheckpointHeader))]
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class CheckpointJson : JsonSerializerContext;
