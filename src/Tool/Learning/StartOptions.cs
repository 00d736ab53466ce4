using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Learning;

/// <summary>What training starts from.</summary>
/// <param name="Network">A description; or null.</param>
/// <param name="Preset">A preset, in place of a description; its name is null where there is none.</param>
/// <param name="Weights">A file of weights, or a model with its own network; null to begin from scratch.</param>
/// <param name="Preprocess">Of a model that does not say how images become its input: how they do.</param>
internal sealed record StartOptions(string? Network, PresetOptions Preset, string? Weights, string? Preprocess);
