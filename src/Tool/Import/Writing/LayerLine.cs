using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Writing;

/// <summary>A layer as a line of JSON: its kind, its name, and what differs from the defaults.</summary>
internal static class LayerLine
{
    /// <exception cref="ToolException">No layer kind does what the operation does.</exception>
    public static JsonLine Of(LayerDraft draft, string name, DraftDefaults defaults)
    {
        var line = new JsonLine().With("kind", Kind(draft.Main)).With("name", name);
        switch (draft.Main.Operation)
        {
            case Convolution { Window: var window } convolution:
                line.With("filters", convolution.Filters);
                Slide(line, window, defaults, pointwise: IsPointwise(window));
                break;
            case GroupedConvolution { Window: var window } grouped:
                line.With("filters", grouped.Filters).With("groups", grouped.Groups);
                Slide(line, window, defaults, pointwise: false);
                break;
            case ConvTranspose { Window: var window } transposed:
                line.With("filters", transposed.Filters);
                Slide(line, window, defaults, pointwise: false);
                if (transposed.OutputPadding != default)
                {
                    line.With("outputPadding", transposed.OutputPadding);
                }

                if (transposed.Groups != 1)
                {
                    line.With("groups", transposed.Groups);
                }

                break;
            case Depthwise { Window: var window } depthwise:
                Slide(line, window, defaults, pointwise: false);
                if (depthwise.Multiplier != 1)
                {
                    line.With("depthMultiplier", depthwise.Multiplier);
                }

                break;
            case Dense dense:
                line.With("units", dense.Units);
                break;
            case MaxPool { Window: var window }:
                Pool(line, window);
                break;
            case AveragePool { Window: var window } pool:
                Pool(line, window);
                if (pool.CountIncludePad)
                {
                    line.With("countIncludePad", true);
                }

                break;
            case Resize { Size: { } size } resize:
                line.With("size", size);
                ResizeLine.Write(line, resize);
                break;
            case Pad { Amount: var amount } pad:
                line.With("padding", [amount.Top, amount.Bottom, amount.Left, amount.Right]);
                if (pad.Value != 0)
                {
                    line.With("value", pad.Value);
                }

                break;
            case Rescale rescale:
                line.With("scale", rescale.Scale).With("offset", rescale.Offset);
                break;
            case BatchNorm norm:
                line.With("epsilon", norm.Epsilon);
                break;
            case Reshape reshape:
                Shape(line, reshape.Shape);
                break;
            case ConstantMap constant:
                Shape(line, constant.Shape);
                break;
            case Expand expand:
                Shape(line, expand.Shape);
                break;
            case Concat { Axis: not Axis.Channels and var axis }:
                line.With("axis", axis == Axis.Height ? "h" : "w");
                break;
            case Reduce { Axes: var axes }:
                line.With("axes", axes.Shown);
                break;
            case DepthToSpace deep:
                Blocks(line, deep.BlockSize, deep.Mode);
                break;
            case SpaceToDepth wide:
                Blocks(line, wide.BlockSize, wide.Mode);
                break;
            case L2Normalize normalize:
                line.With("epsilon", normalize.Epsilon);
                break;
            case Upsample upsample:
                line.With("factor", upsample.Factor).With("method", Properties.UpsampleMethod.NameOf(upsample.Method));
                break;
            case Transpose { Axes: var axes }:
                line.With("axes", axes.Shown);
                break;
            case Slice slice:
                Places(line, "rows", slice.Rows);
                Places(line, "columns", slice.Columns);
                Places(line, "channels", slice.Channels);
                break;
            case Activate { Activation: { Function: ActivationFunction.LeakyRelu or ActivationFunction.Elu } activation }:
                line.With("alpha", activation.Alpha);
                break;
            case Activate { Activation: { Function: ActivationFunction.Clip } activation }:
                Bound(line, "min", activation.Low);
                Bound(line, "max", activation.High);
                break;
        }

        End(line, draft, defaults);
        return line;
    }

    /// <summary>True if a layer kind of that name exists.</summary>
    public static bool HasKind(Operation operation) => operation is Input || LayerKinds.Find(operation.Kind) is not null;

    public static void Pad(JsonLine line, Padding padding)
    {
        if (padding.Mode == PaddingMode.Explicit)
        {
            line.With("padding", [padding.Amount.Top, padding.Amount.Bottom, padding.Amount.Left, padding.Amount.Right]);
        }
        else
        {
            line.With("padding", padding.Mode.ToString().ToLowerInvariant());
        }
    }

    private static string Kind(ImportNode node) => node.Operation switch
    {
        Convolution { Window: var window } => IsPointwise(window) ? "pointwise" : "conv",
        { Kind: var kind } => kind,
    };

    private static bool IsPointwise(Window window) =>
        window.Kernel == Extent.One && (window.Padding.Mode != PaddingMode.Explicit || window.Padding.Amount.IsNone);

    private static void Slide(JsonLine line, Window window, DraftDefaults defaults, bool pointwise)
    {
        if (!pointwise)
        {
            line.With("kernel", window.Kernel);
        }

        Stride(line, window);
        if (!pointwise)
        {
            PadUnlessDefault(line, window, defaults);
        }
    }

    public static void Stride(JsonLine line, Window window)
    {
        if (window.Stride != Extent.One)
        {
            line.With("stride", window.Stride);
        }

        if (window.Dilation != Extent.One)
        {
            line.With("dilation", window.Dilation);
        }
    }

    public static void PadUnlessDefault(JsonLine line, Window window, DraftDefaults defaults)
    {
        if (window.Padding != (defaults.Padding ?? Padding.Same))
        {
            Pad(line, window.Padding);
        }
    }

    private static void Pool(JsonLine line, Window window)
    {
        line.With("kernel", window.Kernel).With("stride", window.Stride);
        if (window.Dilation != Extent.One)
        {
            line.With("dilation", window.Dilation);
        }

        if (window.Padding != Padding.Valid)
        {
            Pad(line, window.Padding);
        }
    }

    private static void Shape(JsonLine line, MapShape shape) => line.With("shape", [shape.Height, shape.Width, shape.Channels]);

    private static void Blocks(JsonLine line, int size, DepthOrder mode)
    {
        line.With("blockSize", (double)size);
        if (mode != DepthOrder.DCR)
        {
            line.With("mode", mode.ToString());
        }
    }

    private static void Places(JsonLine line, string key, AxisSlice? slice)
    {
        if (slice is { } places)
        {
            line.With(key, places.Step == 1 ? [places.Begin, places.End] : [places.Begin, places.End, places.Step]);
        }
    }

    private static void Bound(JsonLine line, string key, float bound)
    {
        if (float.IsFinite(bound))
        {
            line.With(key, bound);
        }
    }

    /// <summary>Bias, batch normalisation and activation.</summary>
    public static void End(JsonLine line, LayerDraft draft, DraftDefaults defaults)
    {
        var normalised = draft.Norm is not null;
        if (draft.Convolves && normalised != (defaults.BatchNorm ?? false))
        {
            line.With("batchNorm", normalised);
        }

        if ((draft.Convolves && draft.HasBias == normalised) || (draft.Main.Operation is Dense && !draft.HasBias))
        {
            line.With("bias", draft.HasBias);
        }

        if (draft.Epsilon is { } epsilon && epsilon != (defaults.Epsilon ?? LayerDefaults.FallbackEpsilon))
        {
            line.With("epsilon", epsilon);
        }

        if (draft.Softmax)
        {
            line.With("activation", "softmax");
        }
        else if (draft.Activation != (draft.Convolves ? defaults.Activation ?? Activation.None : Activation.None))
        {
            line.With("activation", ActivationName.Of(draft.Activation));
        }
    }
}
