using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Which Keras saved a model, and which one it is run by: the same names are other functions.</summary>
/// <param name="Version">The version that the file names; empty where it names none.</param>
/// <param name="IsJavaScript">True if TensorFlow.js runs the model.</param>
internal sealed record KerasDialect(string Version, bool IsJavaScript)
{
    public int Major => Version.StartsWith('3') ? 3 : 2;

    /// <summary>Where bilinear upsampling takes its pixels from.</summary>
    /// <exception cref="ToolException">The version does not say.</exception>
    public Coordinates Bilinear => (IsJavaScript, Version.Split('.', '-')) switch
    {
        (_, ["3", ..]) => Coordinates.HalfPixel,
        (true, _) => Coordinates.Asymmetric,
        (_, ["2", "0" or "1" or "2", _]) => Coordinates.Asymmetric,
        (_, ["2", "3", .., "tf"]) => Coordinates.HalfPixel,
        (_, ["2", var minor, ..]) when int.TryParse(minor, out var number) && number >= 4 => Coordinates.HalfPixel,
        _ => throw new ToolException($"bilinear upsampling of Keras {Version} takes its pixels from where its TensorFlow did, which the file does not say; "
            + "load and save the model with TensorFlow 2.3 or later."),
    };
}

/// <summary>What all layers of a model share while it is read.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Dialect">Whose names they are.</param>
/// <param name="FileBytes">The length of the model's files.</param>
internal sealed record KerasContext(IKerasWeights Weights, KerasDialect Dialect, long FileBytes)
{
    public GraphSketch Sketch { get; } = new(FileBytes);

    /// <summary>Null until a layer says how bytes become the input.</summary>
    public PreprocessChoice? Preprocess { get; set; }

    /// <summary>What a user should know.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Where the model's inputs have their channels.</summary>
    public AxisOrder InputOrder { get; set; } = AxisOrder.Nhwc;
}
