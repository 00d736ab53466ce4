using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What Keras' layers mean, by class.</summary>
internal static class KerasLayers
{
    private const AxisOrder Order = AxisOrder.Nhwc;

    public static readonly IReadOnlyDictionary<string, Func<KerasLayer, Value>> All = new Dictionary<string, Func<KerasLayer, Value>>(StringComparer.Ordinal)
    {
        ["Activation"] = layer => KerasActivations.Apply(layer, layer.Name, layer.Input, layer.Text("activation", "linear")),
        ["ActivityRegularization"] = layer => layer.Input,
        ["Add"] = layer => Chain(layer, Elementwise.Add),
        ["AveragePooling2D"] = layer => Pooling.Average(layer.Sketch, layer.Name, layer.Input, Pool(layer), countsPadding: false, Order),
        ["BatchNormalization"] = BatchNormalization,
        ["Concatenate"] = layer => Pooling.Concat(layer.Sketch, layer.Name, layer.Inputs, layer.Integer("axis", -1)),
        ["Conv2D"] = layer => Conv(layer, [3, 2, 0, 1], "kernel", groups: layer.Integer("groups", 1)),
        ["Dense"] = Dense,
        ["DepthwiseConv2D"] = layer => Depthwise(layer, layer.KerasVersion >= 3 ? "kernel" : "depthwise_kernel"),
        ["Dropout"] = layer => layer.Input,
        ["Flatten"] = layer => Reshaping.Flatten(layer.Input, 1),
        ["GaussianNoise"] = layer => layer.Input,
        ["GlobalAveragePooling2D"] = layer => Pooling.Mean(layer.Sketch, layer.Name, layer.Input, [1, 2], layer.Flag("keepdims", false)),
        ["HardSwish"] = layer => Elementwise.Activate(layer.Sketch, layer.Name, layer.Input, Activation.HardSwish),
        ["LeakyReLU"] = layer => Elementwise.Activate(layer.Sketch, layer.Name, layer.Input, Activation.LeakyRelu(layer.Number("negative_slope", layer.Number("alpha", 0.3)))),
        ["MaxPooling2D"] = layer => Pooling.Max(layer.Sketch, layer.Name, layer.Input, Pool(layer), Order),
        ["Multiply"] = layer => Chain(layer, Elementwise.Multiply),
        ["Normalization"] = Normalization,
        ["PReLU"] = layer => Normalising.PRelu(layer.Sketch, layer.Name, layer.Input, layer.Weight("alpha", 0)),
        ["ReLU"] = KerasActivations.Relu,
        ["Rescaling"] = Rescaling,
        ["Reshape"] = layer => Reshaping.Reshape(layer.Input, [1, .. layer.Integers("target_shape")]),
        ["SeparableConv2D"] = Separable,
        ["Softmax"] = layer => Pooling.Softmax(layer.Sketch, layer.Name, layer.Input, layer.Integer("axis", -1)),
        ["SpatialDropout2D"] = layer => layer.Input,
        ["TFOpLambda"] = Operator,
        ["UpSampling2D"] = UpSampling,
        ["ZeroPadding2D"] = ZeroPadding,
    };

    private static Value Chain(KerasLayer layer, Func<GraphSketch, string, Value, Value, Value> combine) =>
        layer.Inputs.Count > 1 ? layer.Inputs.Aggregate((left, right) => combine(layer.Sketch, layer.Name, left, right)) : throw new ToolException("it has one input; two or more are accepted.");

    private static Window Pool(KerasLayer layer)
    {
        layer.RequireChannelsLast();
        return layer.Window("pool_size");
    }

    private static Value Conv(KerasLayer layer, int[] permutation, string name, int groups)
    {
        layer.RequireChannelsLast();
        var kernel = Convolving.Kernel(layer.Weight(name, 0), permutation);
        var bias = layer.Flag("use_bias", true) ? layer.Weight("bias", 1) : null;
        var result = Convolving.Convolve(layer.Sketch, layer.Name, layer.Input, kernel, bias, layer.Window("kernel_size"), groups, Order);
        return KerasActivations.Apply(layer, layer.Name + "/activation", result, layer.Text("activation", "linear"));
    }

    private static Value Depthwise(KerasLayer layer, string name)
    {
        layer.RequireChannelsLast();
        var bias = layer.Flag("use_bias", true) ? layer.Weight("bias", 1) : null;
        var (kernel, groups) = Convolving.DepthwiseKernel(layer.Weight(name, 0));
        var result = Convolving.Convolve(layer.Sketch, layer.Name, layer.Input, kernel, bias, layer.Window("kernel_size"), groups, Order);
        return KerasActivations.Apply(layer, layer.Name + "/activation", result, layer.Text("activation", "linear"));
    }

    private static Value Separable(KerasLayer layer)
    {
        layer.RequireChannelsLast();
        var (kernel, groups) = Convolving.DepthwiseKernel(layer.Weight("depthwise_kernel", 0));
        var depthwise = Convolving.Convolve(layer.Sketch, layer.Name + "_dw", layer.Input, kernel, null, layer.Window("kernel_size"), groups, Order);
        var bias = layer.Flag("use_bias", true) ? layer.Weight("bias", 2) : null;
        var pointwise = Convolving.Convolve(layer.Sketch, layer.Name + "_pw", depthwise, Convolving.Kernel(layer.Weight("pointwise_kernel", 1), [3, 2, 0, 1]), bias, new Window(Extent.One, Extent.One, Extent.One, Padding.Valid), 1, Order);
        return KerasActivations.Apply(layer, layer.Name + "/activation", pointwise, layer.Text("activation", "linear"));
    }

    private static Value Dense(KerasLayer layer)
    {
        var matrix = layer.Weight("kernel", 0);
        var bias = layer.Flag("use_bias", true) ? layer.Weight("bias", 1) : null;
        var kernel = matrix.Shape.Count == 2 ? Constants.Transpose(matrix, [1, 0]) : throw new ToolException($"its kernel is {matrix.ShownShape}; a matrix is accepted.");
        return KerasActivations.Apply(layer, layer.Name + "/activation", Convolving.Dense(layer.Sketch, layer.Name, layer.Input, kernel, bias), layer.Text("activation", "linear"));
    }

    private static Symbol BatchNormalization(KerasLayer layer)
    {
        var (scales, centres) = (layer.Flag("scale", true), layer.Flag("center", true));
        var place = (scales ? 1 : 0) + (centres ? 1 : 0);
        var (mean, variance) = (layer.Weight("moving_mean", place).Floats, layer.Weight("moving_variance", place + 1).Floats);
        var gamma = scales ? layer.Weight("gamma", 0).Floats : [.. Enumerable.Repeat(1f, mean.Length)];
        var beta = centres ? layer.Weight("beta", place - 1).Floats : new float[mean.Length];
        return Normalising.BatchNorm(layer.Sketch, layer.Name, layer.Input, gamma, beta, mean, variance, layer.Number("epsilon", 1e-3), layer.Integers("axis") is [var axis] ? axis : -1);
    }

    /// <summary>Bytes in, with the scale in the network: the network's own input is bytes.</summary>
    private static Value Rescaling(KerasLayer layer)
    {
        var (scale, offset) = (Vector(layer.Numbers("scale"), 1), Vector(layer.Numbers("offset"), 0));
        layer.SayBytes();
        return Elementwise.Affine(layer.Sketch, layer.Name, Tensor(layer), scale, offset);
    }

    private static Value Normalization(KerasLayer layer)
    {
        var (mean, variance) = layer.Has("mean")
            ? (Vector(layer.Numbers("mean"), 0), Vector(layer.Numbers("variance"), 1))
            : (layer.Weight("mean", 0), layer.Weight("variance", 1));
        var scale = Constants.Map(variance, value => 1 / Math.Max(Math.Sqrt(value), 1e-7));
        return Elementwise.Affine(layer.Sketch, layer.Name, Tensor(layer), scale, Constants.Zip(mean, scale, (value, factor) => -value * factor));
    }

    private static Symbol Tensor(KerasLayer layer) => layer.Input as Symbol ?? throw new ToolException("its input is a constant.");

    private static Constant Vector(IReadOnlyList<double> numbers, double fallback) => numbers.Count switch
    {
        0 => Constant.Scalar(fallback),
        1 => Constant.Scalar(numbers[0]),
        _ => Constant.Vector([.. numbers]),
    };

    private static Value ZeroPadding(KerasLayer layer)
    {
        layer.RequireChannelsLast();
        var (top, bottom, left, right) = layer.Integers("padding") switch
        {
            [var all] => (all, all, all, all),
            [var rows, var columns] => (rows, rows, columns, columns),
            [var first, var second, var third, var fourth] => (first, second, third, fourth),
            _ => throw new ToolException("its padding is not one, two or four numbers."),
        };
        return Paddings.Pad(layer.Sketch, layer.Name, layer.Input, [0, top, left, 0], [0, bottom, right, 0], 0, Order);
    }

    private static Value UpSampling(KerasLayer layer)
    {
        layer.RequireChannelsLast();
        var factor = layer.Extent("size", new Extent(2, 2));
        var shape = layer.Input.Shape;
        var method = layer.Text("interpolation", "nearest") switch
        {
            "nearest" => Interpolation.Nearest,
            "bilinear" => Interpolation.Bilinear,
            var other => throw new ToolException($"its interpolation is {other}; nearest and bilinear are accepted."),
        };
        return shape.Count == 4 && (long)shape[1] * factor.Height <= 8192 && (long)shape[2] * factor.Width <= 8192
            ? Pooling.Resize(layer.Sketch, layer.Name, layer.Input, new Extent(shape[1] * factor.Height, shape[2] * factor.Width), method, Coordinates.HalfPixel, Order)
            : throw new ToolException($"{layer.Input.ShownShape} would become larger than 8192 rows or columns.");
    }

    /// <summary>Additions and multiplications by numbers, which MobileNetV3 is written with.</summary>
    private static Value Operator(KerasLayer layer)
    {
        var number = layer.Arguments.ValueKind == JsonValueKind.Object && layer.Arguments.TryGetProperty("y", out var y) && y.ValueKind == JsonValueKind.Number ? y.GetDouble() : (double?)null;
        var other = number is { } value ? Constant.Scalar(value) : layer.Inputs.Count > 1 ? layer.Inputs[1] : throw new ToolException("its second operand is neither a number nor a tensor.");
        return layer.Text("function", "") switch
        {
            "__operators__.add" or "math.add" => Elementwise.Add(layer.Sketch, layer.Name, layer.Input, other),
            "__operators__.subtract" or "math.subtract" => Elementwise.Subtract(layer.Sketch, layer.Name, layer.Input, other),
            "math.multiply" => Elementwise.Multiply(layer.Sketch, layer.Name, layer.Input, other),
            "math.truediv" or "math.divide" => Elementwise.Divide(layer.Sketch, layer.Name, layer.Input, other),
            var function => throw new ToolException($"its function is {function}; __operators__.add, __operators__.subtract, math.multiply and math.truediv are accepted."),
        };
    }
}
