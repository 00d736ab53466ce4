using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>The gradient of a maximum, at the first of the largest elements in the window's order.</summary>
internal sealed record MaxPoolGradient(Window Window) : GradientOperation
{
    public override string Kind => "maxPool gradient";

    public override string DisplayText => $"gradient of maxPool {Window.DisplayText}";

    public override Window SlidingWindow => Window;
}

/// <summary>The gradient of a mean, in equal parts at the elements that it is of.</summary>
internal sealed record AveragePoolGradient(Window Window, bool CountIncludePad) : GradientOperation
{
    public override string Kind => "averagePool gradient";

    public override string DisplayText => $"gradient of averagePool {Window.DisplayText}" + (CountIncludePad ? " padding counted" : "");

    public override Window SlidingWindow => Window;
}

/// <summary>The gradient of a resized map: at each pixel the sum of what was made of it, times its share.</summary>
internal sealed record ResizeGradient(Resize Resize) : GradientOperation
{
    public override string Kind => "resize gradient";

    public override string DisplayText => $"gradient of {Resize.DisplayText}";
}

/// <summary>The gradient of a part of a map, at the places that it was taken from, and 0 elsewhere.</summary>
internal sealed record SliceGradient(Slice Slice) : GradientOperation
{
    public override string Kind => "slice gradient";

    public override string DisplayText => $"gradient of {Slice.DisplayText}";
}
