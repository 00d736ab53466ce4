using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Operations;

/// <summary>Pixels of one value around a map. They become the padding of the window that follows.</summary>
internal sealed record Pad(Margins Margins, double Value) : Operation
{
    public override string Kind => $"pad {Margins.Shown} with {Value} in front of no convolution";

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var (height, width) = ((long)inputs[0].Height + Margins.Top + Margins.Bottom, (long)inputs[0].Width + Margins.Left + Margins.Right);
        return height is < 1 or > int.MaxValue || width is < 1 or > int.MaxValue ? $"padding {Margins.Shown} leaves no map." : inputs[0] with { Height = (int)height, Width = (int)width };
    }
}
