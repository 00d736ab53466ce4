using System.Text.Json;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What it does to a layer to be called as in training.</summary>
internal enum KerasTraining
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>It computes with the batch's own statistics.</summary>
    Statistics,

    /// <summary>It changes what it reads at random.</summary>
    Random,

    /// <summary>It changes images at random; Keras 3 notes that it was called so for all of these layers.</summary>
    Augmentation,
}

/// <summary>A class of layers that is read.</summary>
/// <param name="Name">Keras' class.</param>
/// <param name="Signature">What configurations may say, beside what all layers may.</param>
/// <param name="Read">Draws it.</param>
internal sealed record KerasKind(string Name, string Signature, Func<KerasLayer, Value> Read)
{
    private const string Common = "name~ trainable~ dtype batch_input_shape~ batch_shape~ input_shape~ input_dim~ batch_size~ input_dtype~ "
        + "activity_regularizer~ autocast~";

    public OperatorSignature Says { get; } = new(Common, Signature);

    /// <summary>Its weights, as <see cref="KerasVariable.Parse"/> reads them.</summary>
    public string Weights { get; init; } = "";

    public KerasTraining Training { get; init; }

    /// <summary>True if it takes integers as they are: views of tensors, and what makes floats of them.</summary>
    public bool TakesIntegers { get; init; }

    /// <summary>What is refused, for the documentation.</summary>
    public string Limits { get; init; } = "";

    /// <summary>The weights of a layer in Keras' order.</summary>
    /// <param name="config">The layer's configuration.</param>
    /// <param name="isMerged">True where the low-rank parts of fine tuning were added to the kernel when the file was saved.</param>
    public IReadOnlyList<KerasVariable> Variables(JsonElement config, bool isMerged)
    {
        var variables = KerasVariable.Parse(Weights, config);
        if (!isMerged && config.Find("lora_rank") is not null)
        {
            return [.. variables.Where(variable => variable.Name != "kernel"), new("lora_kernel_a", true), new("lora_kernel_b", true), new("kernel", false)];
        }

        return [.. variables, .. KerasPolicy.Of(config).Scales.Select(name => new KerasVariable(name, false))];
    }
}
