namespace MobileNetGen;

/// <summary>Makes a partial class a network: the generator writes its other part.</summary>
/// <param name="description">Path of the description, an additional file of the project; null if attributes describe the network.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GeneratedNetworkAttribute(string? description = null) : Attribute
{
    /// <summary>Path of the description, relative to the source file or the project, or null.</summary>
    public string? Description { get; } = description;

    /// <summary>True for a nested class <c>Trainer</c>, which trains the network: a <see cref="NetworkTrainer"/> whose passes are generated too.</summary>
    public bool Trainable { get; set; }
}

/// <summary>An input of a network that attributes describe.</summary>
/// <param name="height">Rows of pixels.</param>
/// <param name="width">Columns of pixels.</param>
/// <param name="channels">Channels of a pixel.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NetworkInputAttribute(int height, int width, int channels) : Attribute
{
    /// <summary>Rows of pixels.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Channels of a pixel.</summary>
    public int Channels { get; } = channels;

    /// <summary>What layers call the input; <c>input</c> if it is not set.</summary>
    public string? Name { get; set; }

    /// <summary>What its elements are where they are not what the network's are: <c>float32</c>, <c>int8</c> or <c>uint8</c>.</summary>
    public string? Precision { get; set; }

    /// <summary>
    /// <c>bilinear</c> (TensorFlow's, without antialias), <c>bilinear-antialias</c> or <c>bicubic-antialias</c> (Pillow's, in bytes), <c>nearest</c>
    /// (Pillow's), <c>bilinear-asymmetric</c> (TensorFlow 1's) or <c>bilinear-antialias-float</c> (TensorFlow's and PyTorch's on tensors).
    /// </summary>
    public string? Resize { get; set; }

    /// <summary>Whether what <c>resize</c> leaves as fractions is rounded to 8 bits, as PyTorch does on tensors of bytes.</summary>
    public bool RoundToBytes { get; set; }

    /// <summary>
    /// How the image gets the input's proportions: <c>window</c>, the largest centred window of them times <c>crop</c>; <c>sides</c>, <c>crop</c> of each
    /// side, stretched; <c>box</c>, a window whose edges take part in it, Pillow's <c>resize(box=…)</c>; <c>short-side</c>, resized to <c>shortSide</c>
    /// first and cut to the input's size then. <c>short-side</c> where <c>shortSide</c> is set, else <c>window</c>.
    /// </summary>
    public string? Fit { get; set; }

    /// <summary>The centred share of the image that is kept, above 0 to 1; 0 keeps, and stretches, the whole image.</summary>
    public double Crop { get; set; }

    /// <summary>The shorter side of the resized image, of which the centre is kept: 256 for torchvision's first weights.</summary>
    public int ShortSide { get; set; }

    /// <summary>How a window is rounded to pixels: <c>nearest</c> (torchvision's), or <c>down</c> (Keras' and Hugging Face's).</summary>
    public string? WindowRounding { get; set; }

    /// <summary><c>rgb</c>, <c>bgr</c> or <c>gray</c>.</summary>
    public string? Order { get; set; }

    /// <summary>What the bytes 0 and 255 become: two numbers.</summary>
    public double[]? Range { get; set; }

    /// <summary>Subtracted after the range, one number a channel.</summary>
    public double[]? Mean { get; set; }

    /// <summary>Divided by after the mean, one number a channel.</summary>
    public double[]? Deviation { get; set; }
}

/// <summary>A whole network in one line. Layers that stand beside it follow it, or read its layers by the reference's names.</summary>
/// <param name="preset">
/// The network's name: <c>mobilenet-v1</c>, <c>mobilenet-v2</c>, <c>mobilenet-v3-large</c> …: see the documentation of the presets.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NetworkPresetAttribute(string preset) : Attribute
{
    /// <summary>The network's name.</summary>
    public string Preset { get; } = preset;

    /// <summary>The reference whose network it is, down to its names, padding and epsilon: <c>keras</c>, <c>torchvision</c>, <c>timm</c> …</summary>
    public string? Flavor { get; set; }

    /// <summary>The width multiplier; 1 if it is not set.</summary>
    public double Width { get; set; }

    /// <summary>The input in pixels, an integer, or two: height and width; 224 if it is not set.</summary>
    public object? Resolution { get; set; }

    /// <summary>Whether the classifier is there; it is if this is not set.</summary>
    public bool IncludeTop { get; set; }

    /// <summary>Classes; 1000 if it is not set.</summary>
    public int Classes { get; set; }

    /// <summary><c>softmax</c> or <c>none</c>; what the reference has if it is not set.</summary>
    public string? ClassifierActivation { get; set; }

    /// <summary>What follows the last map where there is no classifier: <c>none</c>, <c>avg</c> or <c>max</c>.</summary>
    public string? Pooling { get; set; }

    /// <summary>Whether the network itself rescales pixels from 0…255, where the reference's does.</summary>
    public bool IncludePreprocessing { get; set; }
}

/// <summary>Makes a network one of integers, whose scales and zero points are in its weights.</summary>
/// <param name="precision"><c>int8</c> for −128 to 127, or <c>uint8</c> for 0 to 255.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NetworkPrecisionAttribute(string precision) : Attribute
{
    /// <summary><c>int8</c> for −128 to 127, or <c>uint8</c> for 0 to 255.</summary>
    public string Precision { get; } = precision;

    /// <summary>Whose rounding integers follow: <c>tflite</c>, which it is if this is not set, <c>onnxruntime</c> or <c>tflite-reference</c>.</summary>
    public string? Arithmetic { get; set; }
}

/// <summary>What layers that convolve take where they say nothing themselves.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NetworkDefaultsAttribute : Attribute
{
    /// <summary><c>same</c>, <c>symmetric</c>, <c>valid</c>, or four numbers: top, bottom, left, right.</summary>
    public object? Padding { get; set; }

    /// <summary>Epsilon of batch normalisation.</summary>
    public double Epsilon { get; set; }

    /// <summary>The activation's name.</summary>
    public string? Activation { get; set; }

    /// <summary>Whether convolutions have biases.</summary>
    public bool Bias { get; set; }

    /// <summary>Whether batch normalisation follows.</summary>
    public bool BatchNorm { get; set; }
}

/// <summary>A further output of a network, by the layer that makes it.</summary>
/// <param name="name">The output's name.</param>
/// <param name="layer">The layer's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NetworkOutputAttribute(string name, string layer) : Attribute
{
    /// <summary>The output's name.</summary>
    public string Name { get; } = name;

    /// <summary>The name of the layer that makes it.</summary>
    public string Layer { get; } = layer;
}
