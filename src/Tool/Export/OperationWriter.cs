using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;
using static MobileNetGen.Tool.Export.WindowAttributes;

namespace MobileNetGen.Tool.Export;

/// <summary>Writes one node of a graph after the other as ONNX operators.</summary>
internal sealed class OperationWriter(ShapedGraph shaped, IntegerWriter integers, ParameterWriter parameters, GraphProto graph, int operatorSet)
{
    /// <summary>An extent of Reshape that is taken over from its input, as its specification says.</summary>
    private const int SameBatch = 0;

    /// <summary>What the model calls the tensor of a node.</summary>
    public static string Tensor(int node) => "t" + node;

    /// <summary>Writes what a node makes; of integers, what they stand for.</summary>
    public void Write(int index)
    {
        if (!shaped.Types[index].IsInteger)
        {
            Write(index, Tensor(index));
            return;
        }

        var clamp = shaped.Graph.Nodes[index].Operation.Integers?.Clamp ?? Activation.None;
        var exact = Tensor(index) + "_exact";
        var sum = clamp == Activation.None ? exact : Tensor(index) + "_sum";
        Write(index, sum);
        if (clamp != Activation.None)
        {
            new ActivationWriter(graph, sum, exact).Write(clamp);
        }

        integers.WriteTensor(index, exact, Tensor(index));
    }

    /// <summary>Writes an input of the network, whose maps are NCHW by now.</summary>
    public void WriteInput(int index, Action<string> write)
    {
        if (!shaped.Types[index].IsInteger)
        {
            write(Tensor(index));
            return;
        }

        write(Tensor(index) + "_exact");
        integers.WriteTensor(index, Tensor(index) + "_exact", Tensor(index));
    }

    private void Write(int index, string output)
    {
        var node = shaped.Graph.Nodes[index];
        string[] inputs = [.. node.Inputs.Select(Tensor)];
        var type = shaped.InputTypes(index)[0];
        switch (node.Operation)
        {
            case Convolution convolution:
                Emit(
                    "Conv",
                    [inputs[0], .. parameters.OfSums(index, convolution.Bias)],
                    output,
                    [.. Sliding(convolution.Window, type), Dilations(convolution.Window)]);
                break;
            case GroupedConvolution convolution:
                Emit(
                    "Conv",
                    [inputs[0], .. parameters.OfSums(index, convolution.Bias)],
                    output,
                    [.. Sliding(convolution.Window, type), Dilations(convolution.Window), Integer("group", convolution.Groups)]);
                break;
            case Depthwise depthwise:
                Emit(
                    "Conv",
                    [inputs[0], .. parameters.OfSums(index, depthwise.Bias)],
                    output,
                    [.. Sliding(depthwise.Window, type), Dilations(depthwise.Window), Integer("group", type.Channels)]);
                break;
            case ConvTranspose convolution:
                Emit("ConvTranspose", [inputs[0], .. parameters.OfTransposed(index, convolution)], output, Spreading(convolution, type, shaped.Types[index]));
                break;
            case Dense dense:
                Emit("Reshape", [inputs[0], Shape(output, SameBatch, type.Length)], output + "_row");
                Emit("Gemm", [output + "_row", .. parameters.OfSums(index, dense.Bias)], output + "_product", Integer("transB", 1));
                Emit("Reshape", [output + "_product", Shape(output + "_back", SameBatch, dense.Units, 1, 1)], output);
                break;
            case BatchNorm norm:
                Emit(
                    "BatchNormalization",
                    [inputs[0], .. parameters.OfNormalisation(node.Name)],
                    output,
                    Number("epsilon", norm.Epsilon));
                break;
            case Activate activate:
                new ActivationWriter(graph, inputs[0], output).Write(activate.Activation);
                break;
            case MaxPool pool:
                Emit("MaxPool", inputs, output, [.. Sliding(pool.Window, type), Dilations(pool.Window)]);
                break;
            case AveragePool pool:
                Emit("AveragePool", inputs, output, [.. Sliding(pool.Window, type), Integer(
                    "count_include_pad",
                    pool.CountIncludePad ? 1 : 0), .. pool.Window.Dilation == Extent.One ? Array.Empty<AttributeProto>() : [Dilations(pool.Window)]]);
                break;
            case GlobalAveragePool:
                Emit("GlobalAveragePool", inputs, output);
                break;
            case GlobalMaxPool:
                Emit("GlobalMaxPool", inputs, output);
                break;
            case Rescale rescale:
                graph.Initializer.Add(Floats(output + "_scale", [(float)rescale.Scale]));
                graph.Initializer.Add(Floats(output + "_offset", [(float)rescale.Offset]));
                Emit("Mul", [inputs[0], output + "_scale"], output + "_scaled");
                Emit("Add", [output + "_scaled", output + "_offset"], output);
                break;
            case Upsample upsample:
                new ResizeWriter(graph, inputs[0], output).Write(new Resize(null, null, upsample.Method, Coordinates.HalfPixel), type, shaped.Types[index]);
                break;
            case Resize resize:
                new ResizeWriter(graph, inputs[0], output).Write(resize, type, shaped.Types[index]);
                break;
            case Add:
                Emit(inputs.Length == 2 ? "Add" : "Sum", inputs, output);
                break;
            case Mul:
                WriteProduct(inputs, output);
                break;
            case Sub:
                Emit("Sub", inputs, output);
                break;
            case Div:
                Emit("Div", inputs, output);
                break;
            case Maximum:
                Emit("Max", inputs, output);
                break;
            case Minimum:
                Emit("Min", inputs, output);
                break;
            case PRelu:
                Emit("PRelu", [inputs[0], parameters.OfSlopes(index, type.Channels)], output);
                break;
            case Concat { Axis: var axis }:
                Emit("Concat", inputs, output, Integer("axis", Nchw(axis)));
                break;
            case Expand { Shape: var shape }:
                Emit("Expand", [inputs[0], Shape(output, 1, shape.Channels, shape.Height, shape.Width)], output);
                break;
            case Reduce reduce:
                WriteReduction(reduce, inputs[0], output);
                break;
            case DepthToSpace deep:
                Emit("DepthToSpace", inputs, output, Integer("blocksize", deep.BlockSize), Text("mode", deep.Mode.ToString()));
                break;
            case SpaceToDepth { Mode: DepthOrder.DCR } wide:
                Emit("SpaceToDepth", inputs, output, Integer("blocksize", wide.BlockSize));
                break;
            case SpaceToDepth wide:
                var (rows, columns) = (shaped.Types[index].Height, shaped.Types[index].Width);
                Emit(
                    "Reshape",
                    [inputs[0], Shape(output + "_blocks", SameBatch, type.Channels, rows, wide.BlockSize, columns, wide.BlockSize)],
                    output + "_split");
                Emit("Transpose", [output + "_split"], output + "_gathered", Integers("perm", 0, 1, 3, 5, 2, 4));
                Emit("Reshape", [output + "_gathered", Shape(output, SameBatch, shaped.Types[index].Channels, rows, columns)], output);
                break;
            case Unary { Function: var function }:
                Emit(function.ToString(), inputs, output);
                break;
            case LogSoftmax:
                Emit("LogSoftmax", inputs, output, Integer("axis", 1));
                break;
            case Softmax:
                Emit("Softmax", inputs, output, Integer("axis", 1));
                break;
            case L2Normalize normalize:
                WriteNorm(inputs[0], output + "_norm");
                graph.Initializer.Add(Floats(output + "_least", [(float)normalize.Epsilon]));
                Emit("Max", [output + "_norm", output + "_least"], output + "_divisor");
                Emit("Div", [inputs[0], output + "_divisor"], output);
                break;
            case ConstantMap { Shape: var map }:
                Emit("Transpose", [parameters.OfMap(index, map)], output, Integers("perm", 0, 3, 1, 2));
                break;
            case Pad { Amount: var amount } pad:
                graph.Initializer.Add(Longs(output + "_pads", 0, 0, amount.Top, amount.Left, 0, 0, amount.Bottom, amount.Right));
                graph.Initializer.Add(Floats(output + "_value", [(float)pad.Value]));
                Emit("Pad", [inputs[0], output + "_pads", output + "_value"], output);
                break;
            case Slice slice:
                WriteSlice((Slice)slice.ForKernel([type]), inputs[0], output);
                break;
            case Transpose { Axes: var axes }:
                Emit("Transpose", inputs, output, Integers("perm", 0, Nchw(axes.Third), Nchw(axes.First), Nchw(axes.Second)));
                break;
            case Flatten or Reshape:
                var made = shaped.Types[index];
                Emit("Transpose", inputs, output + "_nhwc", Integers("perm", 0, 2, 3, 1));
                Emit("Reshape", [output + "_nhwc", Shape(output, SameBatch, made.Height, made.Width, made.Channels)], output + "_shaped");
                Emit("Transpose", [output + "_shaped"], output, Integers("perm", 0, 3, 1, 2));
                break;
            case Dropout or Quantize or Dequantize:
                Emit("Identity", inputs, output);
                break;
            default:
                throw new InvalidOperationException($"no ONNX operator is known for {node.Operation.Kind}.");
        }
    }

    /// <summary>An axis in the model, whose maps are NCHW.</summary>
    private static long Nchw(Axis axis) => axis switch
    {
        Axis.Height => 2,
        Axis.Width => 3,
        _ => 1,
    };

    /// <summary>Axes are an attribute in earlier operator sets and an input in later ones.</summary>
    private void WriteNorm(string input, string output)
    {
        if (operatorSet < OperatorSets.AxesAsInputs)
        {
            Emit("ReduceL2", [input], output, Integers("axes", 1));
            return;
        }

        graph.Initializer.Add(Longs(output + "_axes", 1));
        Emit("ReduceL2", [input, output + "_axes"], output);
    }

    private void WriteReduction(Reduce reduce, string input, string output)
    {
        long[] axes = [.. new[] { (reduce.Axes.Channels, Axis.Channels), (reduce.Axes.Height, Axis.Height), (reduce.Axes.Width, Axis.Width) }
            .Where(axis => axis.Item1).Select(axis => Nchw(axis.Item2))];
        if (reduce.Function == Reduction.Sum)
        {
            graph.Initializer.Add(Longs(output + "_axes", axes));
            Emit("ReduceSum", [input, output + "_axes"], output);
        }
        else
        {
            Emit("Reduce" + reduce.Function, [input], output, Integers("axes", axes));
        }
    }

    private void WriteSlice(Slice slice, string input, string output)
    {
        var parts = new[] { (Axis.Height, slice.Rows), (Axis.Width, slice.Columns), (Axis.Channels, slice.Channels) }.Where(part => part.Item2 is not null)
            .ToList();
        graph.Initializer.Add(Longs(output + "_begin", [.. parts.Select(part => (long)part.Item2!.Value.Begin)]));
        graph.Initializer.Add(Longs(output + "_end", [.. parts.Select(part => (long)part.Item2!.Value.End)]));
        graph.Initializer.Add(Longs(output + "_axes", [.. parts.Select(part => Nchw(part.Item1))]));
        graph.Initializer.Add(Longs(output + "_step", [.. parts.Select(part => (long)part.Item2!.Value.Step)]));
        Emit("Slice", [input, output + "_begin", output + "_end", output + "_axes", output + "_step"], output);
    }

    private void WriteProduct(string[] inputs, string output)
    {
        var product = inputs[0];
        for (var index = 1; index < inputs.Length; index++)
        {
            var name = index == inputs.Length - 1 ? output : $"{output}_{index}";
            Emit("Mul", [product, inputs[index]], name);
            product = name;
        }
    }

    private void Emit(string kind, string[] inputs, string output, params AttributeProto[] attributes) =>
        graph.Node.Add(Node(kind, inputs, output, attributes));

    private string Shape(string name, params long[] extents)
    {
        graph.Initializer.Add(Longs(name + "_shape", extents));
        return name + "_shape";
    }
}
