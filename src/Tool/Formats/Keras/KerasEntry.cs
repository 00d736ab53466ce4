using System.Text.Json;
using System.Text.RegularExpressions;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>A layer, or an operator between layers, as a configuration lists it.</summary>
/// <param name="Name">Its name in its model.</param>
/// <param name="Class">Keras' class.</param>
/// <param name="Origin">Whose class it is.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Calls">What it was called with, call after call.</param>
/// <param name="Path">Where Keras 3 keeps its weights.</param>
/// <param name="Inner">The model that it is; null for others.</param>
internal sealed partial record KerasEntry(
    string Name,
    string Class,
    KerasOrigin Origin,
    JsonElement Config,
    IReadOnlyList<KerasCall> Calls,
    string Path,
    KerasNetwork? Inner)
{
    /// <summary>For messages.</summary>
    public string DisplayText => $"{Class} ({Name})";

    public bool IsInput => Class == "InputLayer";

    /// <summary>
    /// An operator of <c>keras.ops</c>, beside which there are layers of the same names. Files that keep no modules tell them by what every layer has.
    /// </summary>
    public bool IsOperator => Origin.Module is { } module
        ? module.Contains(".ops.", StringComparison.Ordinal)
        : KerasOperators.Find(Class) is not null && (KerasLayers.Find(this) is null || (Config.Find("trainable") is null && Config.Find("dtype") is null));

    /// <summary>False where the layer was frozen, which moves its weights to the end in HDF5 files.</summary>
    public bool IsTrainable => Config.Find("trainable") is not { ValueKind: JsonValueKind.False };

    /// <summary>How Keras 3 turns a class into the name of a group of weights.</summary>
    public static string Snake(string name) => LowerUpper().Replace(Word().Replace(NoWord().Replace(name, ""), "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("\\W+")]
    private static partial Regex NoWord();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex Word();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerUpper();
}

/// <summary>Whose class a layer's is: Keras' own, or another package's, which may bear the same name and be another function.</summary>
/// <param name="Module">The Python module; null in HDF5 files, which do not say.</param>
/// <param name="RegisteredName">The name of a class that was registered by others, as <c>my>Conv2D</c>.</param>
/// <param name="ClassName">The class as the file has it.</param>
internal sealed record KerasOrigin(string? Module, string? RegisteredName, string ClassName)
{
    private static readonly string[] s_packages = ["keras", "tf_keras", "tensorflow"];

    public bool IsKeras =>
        !(RegisteredName ?? ClassName).Contains('>') && (Module is null ? RegisteredName is null : s_packages.Contains(Module.Split('.')[0]));

    public string DisplayText => RegisteredName is { } name && name != ClassName ? name : Module is null ? ClassName : $"{Module}.{ClassName}";
}
