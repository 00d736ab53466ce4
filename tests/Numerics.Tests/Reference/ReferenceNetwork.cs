using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>A graph evaluated in double precision by plain loops, node by node: nothing is folded, packed or vectorised.</summary>
internal static class ReferenceNetwork
{
    /// <summary>Every output of the network, in the graph's order.</summary>
    public static double[][] Run(ShapedGraph shaped, TensorSet weights, params float[][] inputs)
    {
        var maps = new Map[shaped.Types.Count];
        var nextInput = 0;
        for (var index = 0; index < maps.Length; index++)
        {
            var node = shaped.Graph.Nodes[index];
            maps[index] = node.Operation is Input
                ? Map.From(shaped.Types[index], inputs[nextInput++])
                : Evaluate(node, Map.Of(shaped.Types[index]), [.. node.Inputs.Select(input => maps[input])], weights);
        }

        return [.. shaped.Graph.Outputs.Select(output => maps[output.Node].Values)];
    }

    /// <summary>The first output of each image of a batch, where normalisations go by the batch's own statistics, as in training.</summary>
    public static double[] RunBatch(ShapedGraph shaped, TensorSet weights, IReadOnlyList<float[]> images)
    {
        var maps = new Map[shaped.Types.Count][];
        for (var index = 0; index < maps.Length; index++)
        {
            var (node, type) = (shaped.Graph.Nodes[index], shaped.Types[index]);
            maps[index] = node.Operation switch
            {
                Input => [.. images.Select(image => Map.From(type, image))],
                BatchNorm norm when ChannelStatistics.Of(maps[node.Inputs[0]]) is var statistics =>
                    [.. maps[node.Inputs[0]].Select(map => Elementwise.Normalise(map, node.Name, norm.Epsilon, weights, statistics))],
                _ =>
                [
                    .. images.Select((_, image) => Evaluate(node, Map.Of(type), [.. node.Inputs.Select(input => maps[input][image])], weights)),
                ],
            };
        }

        return [.. maps[shaped.Graph.Outputs[0].Node].SelectMany(map => map.Values)];
    }

    public static Map Evaluate(GraphNode node, Map output, IReadOnlyList<Map> inputs, TensorSet weights)
    {
        var input = inputs[0];
        switch (node.Operation)
        {
            case Convolution convolution:
                return Convolutions.Grouped(input, output, convolution.Window, 1, weights[node.Name + ".weight"], Bias(convolution.Bias));
            case GroupedConvolution convolution:
                return Convolutions.Grouped(input, output, convolution.Window, convolution.Groups, weights[node.Name + ".weight"], Bias(convolution.Bias));
            case Depthwise depthwise:
                return Convolutions.Grouped(input, output, depthwise.Window, input.Channels, weights[node.Name + ".weight"], Bias(depthwise.Bias));
            case ConvTranspose convolution:
                return Convolutions.Transposed(input, output, convolution, weights[node.Name + ".weight"], Bias(convolution.Bias));
            case Dense dense:
                return Convolutions.Dense(input, output, weights[node.Name + ".weight"], Bias(dense.Bias));
            case BatchNorm norm:
                return Elementwise.Normalise(input, node.Name, norm.Epsilon, weights);
            case Activate activate:
                return input.Select(ActivationFunctions.Of(activate.Activation));
            case MaxPool pool:
                return Pools.Largest(input, output, pool.Window);
            case AveragePool pool:
                return Pools.Mean(input, output, pool.Window, pool.CountIncludePad);
            case GlobalAveragePool:
                return Pools.GlobalMean(input, output);
            case GlobalMaxPool:
                return Pools.GlobalLargest(input, output);
            case Rescale rescale:
                return input.Select(value => (value * rescale.Scale) + rescale.Offset);
            case Upsample upsample:
                return Resizing.Run(input, output, new Resize(null, null, upsample.Method, Coordinates.HalfPixel));
            case Resize resize:
                return Resizing.Run(input, output, resize);
            case Add:
                return Elementwise.Combine(inputs, output, (left, right) => left + right);
            case Sub:
                return Elementwise.Combine(inputs, output, (left, right) => left - right);
            case Mul:
                return Elementwise.Combine(inputs, output, (left, right) => left * right);
            case Div:
                return Elementwise.Combine(inputs, output, (left, right) => left / right);
            case Maximum:
                return Elementwise.Combine(inputs, output, Math.Max);
            case Minimum:
                return Elementwise.Combine(inputs, output, Math.Min);
            case PRelu:
                return Elementwise.Slope(input, weights[node.Name + ".weight"]);
            case Concat { Axis: var axis }:
                return Moves.Concat(inputs, output, axis);
            case Expand:
                return Elementwise.Combine(inputs, output, (_, _) => throw new InvalidOperationException("there is one input"));
            case Reduce reduce:
                return Pools.Reduce(input, output, reduce);
            case DepthToSpace deep:
                return Moves.DepthToSpace(input, output, deep.BlockSize, deep.Mode);
            case SpaceToDepth wide:
                return Moves.SpaceToDepth(input, output, wide.BlockSize, wide.Mode);
            case Unary unary:
                return input.Select(ActivationFunctions.Of(unary.Function));
            case LogSoftmax:
                return Elementwise.LogSoftmax(input);
            case Softmax:
                return Elementwise.Softmax(input);
            case L2Normalize normalize:
                return Elementwise.DivideByNorm(input, normalize.Epsilon);
            case ConstantMap:
                weights[node.Name + ".weight"].Select(value => (double)value).ToArray().CopyTo(output.Values, 0);
                return output;
            case Pad pad:
                return Moves.Pad(input, output, pad);
            case Slice slice:
                return Moves.Slice(input, output, slice);
            case Transpose transpose:
                return Moves.Transpose(input, output, transpose.Axes);
            case Dropout or Flatten or Reshape:
                input.Values.CopyTo(output.Values, 0);
                return output;
            default:
                throw new InvalidOperationException($"the reference does not know {node.Operation.Kind}.");
        }

        float[]? Bias(bool has) => has ? weights[node.Name + ".bias"] : null;
    }
}
