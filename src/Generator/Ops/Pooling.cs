using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>The largest value under the window; padding does not count.</summary>
internal sealed record MaxPool(Window Window) : Operation
{
    public static readonly LayerKind Layer = new(
        "maxPool",
        "The largest value under the window, or NaN where one is there. The stride is the kernel unless it is given; padding does not count.",
        EquatableArray.Of<Property>(PoolingKeys.Kernel, Properties.PoolingStride, Properties.Dilation, PoolingKeys.Padding),
        static layer => layer.Add(layer.Name, new MaxPool(layer.PoolingWindow())));

    public override string Kind => "maxPool";

    public override string DisplayText => $"maxPool {Window.DisplayText}";

    public override Window SlidingWindow => Window;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => PoolingKeys.Of(Window);

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new MaxPool(Window.WithMargins(inputs[0]));

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) => Window.DisplayPadding(inputs[0]);

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var (type, problem) = Window.Slide(inputs[0], inputs[0].Channels);
        return type is { } output && !Window.SeesMap(inputs[0], output)
            ? $"some {Window.DisplayText} windows see padding only on {inputs[0].DisplayText}, and have no largest element; dilate by less than the map."
            : new InferredShape(type, problem);
    }

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [scope.Apply(new MaxPoolGradient(Window.WithMargins(scope.InputTypes[0])), scope.Inputs[0], scope.Upstream)];
}

/// <summary>The mean under the window; padding counts as zeros, or not at all.</summary>
internal sealed record AveragePool(Window Window, bool CountIncludePad = false) : Operation
{
    public static readonly LayerKind Layer = new(
        "averagePool",
        "The mean under the window. The stride is the kernel unless it is given.",
        EquatableArray.Of<Property>(PoolingKeys.Kernel, Properties.PoolingStride, Properties.Dilation, PoolingKeys.Padding, Properties.CountIncludePad),
        static layer => layer.Add(layer.Name, new AveragePool(layer.PoolingWindow(), layer.Get(Properties.CountIncludePad))));

    public override string Kind => "averagePool";

    public override string DisplayText => $"averagePool {Window.DisplayText}" + (CountIncludePad ? " padding counted" : "");

    public override Window SlidingWindow => Window;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [.. PoolingKeys.Of(Window), .. Properties.CountIncludePad.Unless(CountIncludePad)];

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) =>
        new AveragePool(Window.WithMargins(inputs[0]), CountIncludePad && !Window.Margins(inputs[0]).IsNone);

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) => Window.DisplayPadding(inputs[0]);

    public override bool TakesIntegers => !CountIncludePad;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("AveragePool", IntegerLayout.NumbersBytes);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var (type, problem) = Window.Slide(inputs[0], inputs[0].Channels);
        return type is { } output && !CountIncludePad && !Window.SeesMap(inputs[0], output)
            ? $"some {Window.DisplayText} windows see padding only on {inputs[0].DisplayText}, and have no mean; dilate by less than the map."
            : new InferredShape(type, problem);
    }

    /// <summary>A border of zeros counts in the mean, and so must all padding then.</summary>
    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        (CountIncludePad || Window.Margins(inputs[0]).IsNone) && InputFolding.Widened(producer, inputs[0], Window) is { } wider
            ? own.FuseProducer(producer) with { Operation = new AveragePool(wider, CountIncludePad: true) }
            : null;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var input = scope.InputTypes[0];
        var counted = CountIncludePad && !Window.Margins(input).IsNone;
        return [scope.Apply(new AveragePoolGradient(Window.WithMargins(input), counted), input, scope.Upstream)];
    }
}

/// <summary>The largest value of each channel over the whole map.</summary>
internal sealed record GlobalMaxPool : Operation
{
    public static readonly LayerKind Layer = new(
        "globalMaxPool",
        "The largest value of each channel over the whole map, or NaN where one is there.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new GlobalMaxPool()));

    public override string Kind => "globalMaxPool";

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0] with { Height = 1, Width = 1 };

    /// <summary>PyTorch's: the first of several largest elements has all of the gradient.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var input = scope.InputTypes[0];
        var whole = new Window(new Extent(input.Height, input.Width), Extent.One, Extent.One, Padding.Of(default));
        return [scope.Apply(new MaxPoolGradient(whole), scope.Inputs[0], scope.Upstream)];
    }
}

/// <summary>The mean of each channel over the whole map.</summary>
internal sealed record GlobalAveragePool : Operation
{
    public static readonly LayerKind Layer = new(
        "globalAveragePool",
        "The mean of each channel over the whole map.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new GlobalAveragePool()));

    public override string Kind => "globalAveragePool";

    public override BlockRole Role => BlockRole.Pool;

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Mean", IntegerLayout.NumbersBytes) with { Count = inputs[0].Pixels };

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0] with { Height = 1, Width = 1 };

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var input = scope.InputTypes[0];
        var share = scope.Apply(new Rescale(1.0 / input.Pixels, 0), scope.Upstream);
        return [scope.Apply(new Expand(new MapShape(input.Height, input.Width, input.Channels)), share)];
    }
}
