using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>How operations with weights take over what was done to their input.</summary>
internal static class InputFolding
{
    /// <summary>A border of zeros becomes padding; a batch normalisation ends in the weights where no window reaches beyond the map.</summary>
    /// <param name="input">The type of what <paramref name="own"/> reads now.</param>
    /// <param name="with">The operation with another window.</param>
    public static Stage? OfWindow(Stage producer, Stage own, TensorType input, Window window, Func<Window, Operation> with)
    {
        if (own.InputNorms.Count == 0 && Widened(producer, input, window) is { } wider)
        {
            return own.FuseProducer(producer) with { Operation = with(wider) };
        }

        return window.Margins(input).IsNone ? OfWhole(producer, own) : null;
    }

    /// <summary>A batch normalisation of elements that all count in every output.</summary>
    public static Stage? OfWhole(Stage producer, Stage own) =>
        producer.Operation.NormEpsilon is { } epsilon && producer.Activation == Activation.None
            ? own.FuseProducer(producer) with
            {
                InputNorms = producer.BatchNorms.Prepend(new FoldedBatchNorm(producer.Name, epsilon)).Concat(own.InputNorms).ToEquatable(),
            }
            : null;

    /// <summary>The window with the producer's border as its padding, if it is one of zeros, and not so wide that windows would see nothing else.</summary>
    public static Window? Widened(Stage producer, TensorType input, Window window)
    {
        if (producer.Operation.ZeroBorder is not { } border)
        {
            return null;
        }

        var wider = window.Widened(input, border);
        var inside = input with { Height = input.Height - border.Top - border.Bottom, Width = input.Width - border.Left - border.Right };
        return wider.Slide(inside, 1).Problem is null ? wider : null;
    }
}
