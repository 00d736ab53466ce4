using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>What a description may say of a preset.</summary>
internal static class PresetKeys
{
    public static readonly Property Flavor = new("flavor", new AcceptedText());

    public static readonly Property<Extent> Resolution = new("resolution", Accepted.Extent(32, 4096), Values.Extent, Values.Write)
    {
        Default = new Extent(224, 224),
    };

    public static readonly Property<bool> IncludeTop = Properties.Flag("includeTop", true);

    public static readonly Property<int> Classes = Properties.Integer("classes", 1, 1 << 20, 1000);

    public static readonly Property<ClassifierActivation> Activation = Properties.Choice(
        "classifierActivation",
        ("softmax", ClassifierActivation.Softmax),
        ("none", ClassifierActivation.None));

    public static readonly Property<FeaturePooling> Pooling = new ChoiceProperty<FeaturePooling>(
        "pooling",
        [("none", FeaturePooling.None), ("avg", FeaturePooling.Average), ("max", FeaturePooling.Maximum)])
    {
        Default = FeaturePooling.None,
    };

    public static readonly Property<bool> IncludePreprocessing = Properties.Flag("includePreprocessing");

    public static readonly EquatableArray<Property> All = EquatableArray.Of(
        Flavor, Properties.Width, Resolution, IncludeTop, Classes, Activation, Pooling, IncludePreprocessing);
}
