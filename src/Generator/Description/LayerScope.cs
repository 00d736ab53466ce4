using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// One layer of a description while it becomes nodes: its properties, with the network's defaults behind them,
/// and the end of the chain of nodes made so far.
/// </summary>
internal sealed class LayerScope(NodeReader reader, string name, bool isFirst, double width, LayerDefaults defaults, NodeChain chain)
{
    public string Name { get; } = name;

    public T Get<T>(Property<T> property, T fallback)
        where T : struct => reader.Get(property) ?? fallback;

    public T? Find<T>(Property<T> property)
        where T : struct => reader.Get(property);

    public int Require(Property<int> property) => Require(property, 1);

    /// <summary>A value that must be there; <paramref name="standIn"/> after reporting that it is not.</summary>
    public T Require<T>(Property<T> property, T standIn)
        where T : struct => reader.Require(property, standIn);

    public int Filters()
    {
        var filters = Require(Properties.Filters);
        return Get(Properties.ScaleWidth, true) ? ChannelWidth.Scale(filters, width) : filters;
    }

    public double Epsilon() => Get(Properties.Epsilon, defaults.Epsilon ?? LayerDefaults.FallbackEpsilon);

    /// <summary>The window of a convolution. The layers that <c>repeat</c> adds have stride 1, as the papers' tables mean it.</summary>
    public Window Window(Extent fallbackKernel) => new(
        Get(Properties.Kernel, fallbackKernel),
        isFirst ? Get(Properties.Stride, Extent.One) : Extent.One,
        Get(Properties.Dilation, Extent.One),
        Get(Properties.Padding, new PaddingValue(defaults.Padding ?? Padding.Same)).Padding);

    /// <summary>The window of a pooling, whose stride is its kernel unless it says otherwise.</summary>
    public Window PoolingWindow(Extent dilation)
    {
        var kernel = Get(Properties.Kernel, new Extent(2, 2));
        return new Window(kernel, Get(Properties.Stride, kernel), dilation, Get(Properties.Padding, new PaddingValue(Padding.Valid)).Padding);
    }

    /// <summary>The same layer where batch normalisation and activation are there unless the description says otherwise.</summary>
    public LayerScope WithFallbacks(bool batchNorm, Activation activation) =>
        new(reader, Name, isFirst, width, defaults with { BatchNorm = defaults.BatchNorm ?? batchNorm, Activation = defaults.Activation ?? activation }, chain);

    public void Add(string node, Operation operation) => chain.Add(node, operation, reader.Path);

    public void AddConvolution(string node, Window window, int filters, int groups = 1) =>
        AddNormalised(node, bias => groups == 1 ? new Convolution(window, filters, bias) : new GroupedConvolution(window, filters, groups, bias));

    /// <summary>A layer that has a bias unless batch normalisation follows; then that, and the activation.</summary>
    public void AddNormalised(string node, Func<bool, Operation> withBias)
    {
        Add(node, withBias(Get(Properties.Bias, defaults.Bias ?? !Normalised())));
        if (Normalised())
        {
            Add(node + "_bn", new BatchNorm(Epsilon()));
        }

        AddActivation(node, Get(Properties.Activation, defaults.Activation ?? Activation.None));
    }

    public void AddDepthwise(string node, Window window, int multiplier = 1) =>
        AddNormalised(node, bias => new Depthwise(window, bias) { Multiplier = multiplier });

    public void AddActivation(string node, Activation function)
    {
        if (function != Activation.None)
        {
            Add($"{node}_{ActivationName.Of(function)}", new Activate(function));
        }
    }

    /// <summary>What ends a dense layer: an activation or softmax.</summary>
    public void AddHead(string node, HeadValue head)
    {
        if (ActivationName.Find(head.Name) is { } function)
        {
            AddActivation(node, function);
        }
        else
        {
            Add(node + "_softmax", new Softmax());
        }
    }

    private bool Normalised() => Get(Properties.BatchNorm, defaults.BatchNorm ?? false);
}
