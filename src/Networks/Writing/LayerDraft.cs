using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>A layer of the description that is being written: an operation with the batch normalisation and the activation that end it.</summary>
internal sealed record LayerDraft(ImportNode Main, int Last)
{
    public ImportNode? Norm { get; init; }

    public Activation Activation { get; init; } = Activation.None;

    public bool Softmax { get; init; }

    /// <summary>The window of an operation that convolves or pools.</summary>
    public Window? Window => Main.Operation switch
    {
        Convolution convolution => convolution.Window,
        Depthwise depthwise => depthwise.Window,
        GroupedConvolution grouped => grouped.Window,
        ConvTranspose transposed => transposed.Window,
        MaxPool pool => pool.Window,
        AveragePool pool => pool.Window,
        _ => null,
    };

    public bool Convolves => Main.Operation is Convolution or Depthwise or GroupedConvolution or ConvTranspose;

    public bool HasBias => Main.Tensors.ContainsKey("bias");

    public double? Epsilon => ((BatchNorm?)Norm?.Operation)?.Epsilon;
}
