using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>What a preset may be asked for.</summary>
/// <param name="Width">The papers' width multiplier, alpha.</param>
/// <param name="Resolution">Rows and columns of the input.</param>
/// <param name="IncludeTop">Whether the classifier is there.</param>
/// <param name="Classes">Outputs of the classifier.</param>
/// <param name="ClassifierActivation">What follows the classifier; null for what the reference has.</param>
/// <param name="Pooling">What follows the last map where there is no classifier.</param>
/// <param name="IncludePreprocessing">Whether the network itself brings pixels from 0…255 to −1…1, for references that do.</param>
internal sealed record PresetOptions(
    double Width,
    Extent Resolution,
    bool IncludeTop,
    int Classes,
    ClassifierActivation? ClassifierActivation,
    FeaturePooling Pooling,
    bool IncludePreprocessing);

internal enum ClassifierActivation
{
    None,
    Softmax,
}

internal enum FeaturePooling
{
    None,
    Average,
    Maximum,
}
