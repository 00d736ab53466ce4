using static MobileNetGen.Generator.Description.Presets.Nodes;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>How networks end: with an activation after the classifier, or without a classifier and with a pooling.</summary>
/// <param name="Activation">What the reference has after its classifier.</param>
/// <param name="ActivationName">What it calls that.</param>
/// <param name="PoolingName">What it calls a pooling of the last map.</param>
internal sealed record PresetEnd(ClassifierActivation Activation, string ActivationName, string PoolingName)
{
    public ObjectNode Finish(LayerWriter writer, ObjectNode input, PresetOptions options)
    {
        if (options.IncludeTop && (options.ClassifierActivation ?? Activation) == ClassifierActivation.Softmax)
        {
            writer.Add("softmax", ActivationName);
        }

        if (options.Pooling != FeaturePooling.None)
        {
            writer.Add(options.Pooling == FeaturePooling.Average ? "globalAveragePool" : "globalMaxPool", PoolingName);
        }

        return Object(("input", input), ("layers", writer.Layers));
    }
}
