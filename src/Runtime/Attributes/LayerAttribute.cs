namespace MobileNetGen;

/// <summary>
/// A layer of a network that attributes describe, in source order. The properties are those of the description's JSON form;
/// one that a kind does not have is an error of the generator.
/// </summary>
/// <param name="kind"><c>conv</c>, <c>separable</c>, <c>dense</c> …: see the description's reference.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class LayerAttribute(string kind) : Attribute
{
    /// <summary>The kind of layer.</summary>
    public string Kind { get; } = kind;

    /// <summary>What others call the layer.</summary>
    public string? Name { get; set; }

    /// <summary>The names of what it reads; the layer before if it is not set.</summary>
    public string[]? Inputs { get; set; }

    /// <summary>How many such layers follow each other.</summary>
    public int Repeat { get; set; }

    /// <summary>Output channels.</summary>
    public int Filters { get; set; }

    /// <summary>Outputs of a dense layer.</summary>
    public int Units { get; set; }

    /// <summary>An integer, or two: height and width.</summary>
    public object? Kernel { get; set; }

    /// <summary>An integer, or two: height and width.</summary>
    public object? Stride { get; set; }

    /// <summary>An integer, or two: height and width.</summary>
    public object? Dilation { get; set; }

    /// <summary>Channels of a bottleneck's middle, as a factor of those that come in.</summary>
    public double Expansion { get; set; }

    /// <summary>The same as a number, which the width multiplier scales.</summary>
    public int Expanded { get; set; }

    /// <summary>Whether a bottleneck's input is added to its output where both have one shape.</summary>
    public bool Residual { get; set; }

    /// <summary>Channels of squeeze-and-excite, as a share of those that it scales.</summary>
    public double SqueezeRatio { get; set; }

    /// <summary>Channels of squeeze-and-excite.</summary>
    public int SqueezeChannels { get; set; }

    /// <summary>What ends squeeze-and-excite: <c>hardSigmoid</c> or <c>sigmoid</c>.</summary>
    public string? Gate { get; set; }

    /// <summary>The depthwise kernel before a universal bottleneck's expansion; 0 for none.</summary>
    public int StartKernel { get; set; }

    /// <summary>The depthwise kernel between a universal bottleneck's expansion and projection; 0 for none.</summary>
    public int MiddleKernel { get; set; }

    /// <summary>Into how many groups a convolution's channels are split.</summary>
    public int Groups { get; set; }

    /// <summary>How many channels a depthwise convolution makes of each.</summary>
    public int DepthMultiplier { get; set; }

    /// <summary>Whether padding counts as zeros in the mean of a pooling.</summary>
    public bool CountIncludePad { get; set; }

    /// <summary><c>same</c>, <c>symmetric</c>, <c>valid</c>, or four numbers: top, bottom, left, right.</summary>
    public object? Padding { get; set; }

    /// <summary>Rows and columns that a transposed convolution adds at the bottom and right: an integer, or two.</summary>
    public object? OutputPadding { get; set; }

    /// <summary>What the integers of a <c>quantize</c> are where they are not the network's: <c>int8</c> or <c>uint8</c>.</summary>
    public string? Precision { get; set; }

    /// <summary>What a border consists of.</summary>
    public double Value { get; set; }

    /// <summary>Height, width and channels, or the length of a vector.</summary>
    public object? Shape { get; set; }

    /// <summary>The letters h, w and c: of a transposition in the order of the output, of a reduction those that become one.</summary>
    public string? Axes { get; set; }

    /// <summary>The axis along which maps are put side by side: <c>h</c>, <c>w</c> or <c>c</c>.</summary>
    public string? Axis { get; set; }

    /// <summary>Rows and columns of a block.</summary>
    public int BlockSize { get; set; }

    /// <summary>
    /// Where a block's pixels are in the channels: <c>DCR</c>, a pixel after the other, as TensorFlow has them; or <c>CRD</c>, a channel
    /// after the other, as PyTorch does.
    /// </summary>
    public string? Mode { get; set; }

    /// <summary>
    /// The rows that are kept: begin, end (the first that is not) and step, 1 if it is not set. A begin or end below 0 counts from the end,
    /// as in Python.
    /// </summary>
    public int[]? Rows { get; set; }

    /// <summary>
    /// The columns that are kept: begin, end (the first that is not) and step, 1 if it is not set. A begin or end below 0 counts from the
    /// end, as in Python.
    /// </summary>
    public int[]? Columns { get; set; }

    /// <summary>
    /// The channels that are kept: begin, end (the first that is not) and step, 1 if it is not set. A begin or end below 0 counts from the
    /// end, as in Python.
    /// </summary>
    public int[]? Channels { get; set; }

    /// <summary>Whether the layer has biases.</summary>
    public bool Bias { get; set; }

    /// <summary>Whether batch normalisation follows.</summary>
    public bool BatchNorm { get; set; }

    /// <summary>What keeps a divisor from 0: of batch normalisation it is added to the variance; of L2 normalisation it is the least norm.</summary>
    public double Epsilon { get; set; }

    /// <summary>The activation's name.</summary>
    public string? Activation { get; set; }

    /// <summary>Slope of a leaky ReLU below 0; what an ELU falls to, with the other sign.</summary>
    public double Alpha { get; set; }

    /// <summary>The lower bound of a clip; none if it is not set.</summary>
    public double Min { get; set; }

    /// <summary>The upper bound of a clip; none if it is not set.</summary>
    public double Max { get; set; }

    /// <summary>Whether the width multiplier scales the layer's filters.</summary>
    public bool ScaleWidth { get; set; }

    /// <summary>What rescaling multiplies every element by.</summary>
    public double Scale { get; set; }

    /// <summary>What rescaling adds to every element after that.</summary>
    public double Offset { get; set; }

    /// <summary>The share that dropout drops in training.</summary>
    public double Rate { get; set; }

    /// <summary>How much larger upsampling makes a map: an integer, or two.</summary>
    public object? Factor { get; set; }

    /// <summary>The size that a map is brought to: an integer, or two.</summary>
    public object? Size { get; set; }

    /// <summary>
    /// Where output pixels lie: <c>half-pixel</c>, <c>align-corners</c>, <c>asymmetric</c>, <c>pytorch-half-pixel</c> (half pixels, but
    /// pixel 0 for an output of one) or <c>half-pixel-symmetric</c> (the middles lie on each other whatever the scales).
    /// </summary>
    public string? Coordinates { get; set; }

    /// <summary><c>nearest</c>, <c>bilinear</c> or, for resizing only, <c>bicubic</c>.</summary>
    public string? Method { get; set; }

    /// <summary>
    /// The factors that coordinates follow where they are not the quotients of the sizes, a number, or two: height and width. ONNX'
    /// <c>scales</c>, computed with in float32 as in ONNX Runtime.
    /// </summary>
    public object? Scales { get; set; }

    /// <summary>
    /// How nearest rounds: <c>floor</c>, <c>ceil</c>, <c>round-prefer-floor</c> or <c>round-prefer-ceil</c>; <c>floor</c> for asymmetric
    /// coordinates and <c>round-prefer-ceil</c> for others if it is not set.
    /// </summary>
    public string? Rounding { get; set; }

    /// <summary>The coefficient of the bicubic filter, also called a.</summary>
    public double CubicCoefficient { get; set; }

    /// <summary>Whether the filter is stretched where a map becomes smaller, so that every pixel counts, as PyTorch, Pillow and ONNX do it.</summary>
    public bool Antialias { get; set; }

    /// <summary>
    /// Whether what the filter covers beyond the map's edges has no weight (PyTorch's antialias, Pillow, TensorFlow), or that of the pixels
    /// at the edges.
    /// </summary>
    public bool ExcludeOutside { get; set; }
}
