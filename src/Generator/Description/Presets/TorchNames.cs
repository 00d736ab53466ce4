namespace MobileNetGen.Generator.Description.Presets;

/// <summary>How PyTorch names what stands in its containers.</summary>
internal static class TorchNames
{
    /// <summary>torchvision's <c>Conv2dNormActivation</c>, a sequence of three.</summary>
    public static ConvolutionNames Sequence(string module) => new(module + ".0", module + ".1", module + ".2");
}
