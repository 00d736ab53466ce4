using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Where the weights of layers are found.</summary>
internal interface IKerasWeights
{
    /// <summary>True where the low-rank parts of fine tuning were added to kernels when the file was saved.</summary>
    bool IsMerged { get; }

    /// <summary>A weight of a layer.</summary>
    /// <param name="entry">The layer.</param>
    /// <param name="variables">All weights of the layer, in Keras' order.</param>
    /// <param name="variable">Which one.</param>
    /// <exception cref="ToolException">The file does not have it, or has others as well.</exception>
    Constant Read(KerasEntry entry, IReadOnlyList<KerasVariable> variables, KerasVariable variable);
}
