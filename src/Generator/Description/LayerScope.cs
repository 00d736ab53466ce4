using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// One layer of a description while it becomes nodes: its properties, with the network's defaults after them,
/// and the end of the chain of nodes made so far.
/// </summary>
internal sealed class LayerScope(NodeReader reader, string name, bool isFirst, double width, LayerDefaults defaults, NodeChain chain)
{
    public string Name { get; } = name;

    /// <summary>The value of a key, or what stands in for it.</summary>
    public T Get<T>(Property<T> property)
        where T : struct => reader.Value(property);

    public T? Find<T>(Property<T> property)
        where T : struct => reader.Get(property);

    public int Require(Property<int> property) => Require(property, 1);

    /// <summary>A value that must be there; <paramref name="standIn"/> after reporting that it is not.</summary>
    public T Require<T>(Property<T> property, T standIn)
        where T : struct => reader.Require(property, standIn);

    /// <summary>Reports where neither of two keys is there.</summary>
    public void RequireOneOf(Property first, Property second) => reader.RequireOneOf(first, second);

    public int Filters() => Scaled(Require(Properties.Filters));

    /// <summary>Channels as the network's width multiplier makes them.</summary>
    public int Scaled(int channels) => Get(Properties.ScaleWidth) ? ChannelWidth.Scale(channels, width) : channels;

    public double Epsilon() => Get(Properties.Epsilon, defaults.Epsilon);

    /// <summary>The window of a convolution, with the kernel that the key says.</summary>
    public Window Window(Property<Extent> kernel) => WindowOf(Get(kernel), Stride);

    public Window WindowOf(Extent kernel, Extent stride) => new(
        kernel,
        stride,
        Get(Properties.Dilation),
        Get(Properties.Padding, defaults.Padding is { } padding ? new PaddingValue(padding) : null).Padding);

    /// <summary>The layers that <c>repeat</c> adds have stride 1, as the papers' tables mean it.</summary>
    public Extent Stride => isFirst ? Get(Properties.Stride) : Extent.One;

    /// <summary>The window of a pooling, whose stride is its kernel unless it says otherwise.</summary>
    public Window PoolingWindow()
    {
        var kernel = Get(PoolingKeys.Kernel);
        return new Window(kernel, Find(Properties.PoolingStride) ?? kernel, Get(Properties.Dilation), Get(PoolingKeys.Padding).Padding);
    }

    /// <summary>The same layer where other values stand in for batch normalisation and activation, if the network has no defaults for them.</summary>
    public LayerScope WithFallbacks(Property<bool> batchNorm, Property<Activation> activation)
    {
        var own = defaults with { BatchNorm = defaults.BatchNorm ?? batchNorm.Default, Activation = defaults.Activation ?? activation.Default };
        return new LayerScope(reader, Name, isFirst, width, own, chain);
    }

    /// <summary>What the next node reads.</summary>
    public LayerInput Input => new(chain.Next, chain.TypeOf(chain.Next));

    public void Add(string node, Operation operation) => chain.Add(node, operation, reader.Path);

    /// <summary>Joins an earlier tensor with what was made last.</summary>
    public void Join(LayerInput earlier, string node, Operation operation) => chain.Join(earlier.Tensor, node, operation, reader.Path);

    public void Report(Property property, string message) => reader.Report(ProblemKind.InvalidValue, reader.PathOf(property), message);

    public void AddConvolution(string node, Window window, int filters, int groups = 1, bool isLinear = false) =>
        AddNormalised(node, bias => groups == 1 ? new Convolution(window, filters, bias) : new GroupedConvolution(window, filters, groups, bias), isLinear);

    public void AddPointwise(string node, int filters, bool isLinear = false) =>
        AddConvolution(node, new Window(Extent.One, Extent.One, Extent.One, Padding.Valid), filters, isLinear: isLinear);

    public void AddDepthwise(string node, Window window, int multiplier = 1, bool isLinear = false) =>
        AddNormalised(node, bias => new Depthwise(window, bias) { Multiplier = multiplier }, isLinear);

    /// <summary>A layer that has a bias unless batch normalisation follows; then that, and the activation.</summary>
    /// <param name="isLinear">True for no activation, whatever the layer says of others.</param>
    public void AddNormalised(string node, Func<bool, Operation> withBias, bool isLinear = false)
    {
        // Quantising folds batch normalisations into weights and biases.
        var normalises = Normalised() && !chain.ReadsIntegers;
        Add(node, withBias(Find(Properties.Bias) ?? defaults.Bias ?? !normalises));
        if (normalises)
        {
            Add(node + "_bn", new BatchNorm(Epsilon()));
        }

        AddActivation(node, isLinear ? Activation.None : Get(Properties.Activation, defaults.Activation));
    }

    public void AddActivation(string node, Activation function)
    {
        if (function.Bounds is not null && chain.ReadsIntegers)
        {
            chain.Clamp(function);
        }
        else if (function != Activation.None)
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

    private bool Normalised() => Get(Properties.BatchNorm, defaults.BatchNorm);

    /// <summary>The value of a key, or the network's default, or what stands in for both.</summary>
    private T Get<T>(Property<T> property, T? networkDefault)
        where T : struct => reader.Get(property) ?? networkDefault ?? Get(property);
}

/// <summary>A tensor that a layer reads.</summary>
/// <param name="Type">Its shape; null where a layer before cannot have one, which is reported elsewhere.</param>
internal readonly record struct LayerInput(int Tensor, TensorType? Type)
{
    /// <summary>Any number will do where there is no shape.</summary>
    public int Channels => Type?.Channels ?? 1;
}
