using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>How gradients go back through a window that slides over groups of channels.</summary>
internal static class WindowGradient
{
    /// <summary>What makes the weights' gradient of the input and of the output's.</summary>
    public static GradientOperation OfWeights(BackwardScope scope, Window window, int groups, WeightShape shape)
    {
        var input = scope.InputTypes[0];
        return groups == input.Channels && groups == scope.OutputType.Channels
            ? new DepthwiseGradient(window.WithMargins(input), shape)
            : new ConvolutionGradient(window.WithMargins(input), groups, shape);
    }

    /// <summary>Each output's gradient is spread over what its window read. The input's type says what is cut off at the bottom and right.</summary>
    public static int OfInput(BackwardScope scope, Window window, int groups, WeightShape shape)
    {
        var input = scope.InputTypes[0];
        var margins = window.Margins(input);
        var transposed = new ConvTranspose(
            window with { Padding = Padding.Of(new Margins(margins.Top, 0, margins.Left, 0)) },
            default,
            input.Channels,
            groups,
            false);
        var weights = scope.Repack(Repack.Transposed(shape, window.Kernel, input.Channels / groups, scope.OutputType.Channels, groups));
        return scope.ApplyWithWeights(transposed, input, scope.Upstream, weights);
    }
}
