using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Weights;

/// <summary>Keras' tensors under PyTorch's names and in its layouts, by one loop for each, apart from the binder's.</summary>
internal static class KerasLayout
{
    public static TensorSet ToTorch(IEnumerable<NamedTensor> tensors, Func<string, string> layerName) => new([.. tensors.Select(tensor =>
    {
        var path = tensor.Name.Replace(":0", "", StringComparison.Ordinal);
        var slash = path.LastIndexOf('/');
        var (layer, role) = (layerName(path[..slash]), path[(slash + 1)..]);
        return role switch
        {
            "kernel" or "depthwise_kernel" => Kernel(layer + ".weight", tensor),
            "gamma" => new NamedTensor(layer + ".weight", tensor.Shape, tensor.Values),
            "beta" or "bias" => new NamedTensor(layer + ".bias", tensor.Shape, tensor.Values),
            "moving_mean" => new NamedTensor(layer + ".running_mean", tensor.Shape, tensor.Values),
            "moving_variance" => new NamedTensor(layer + ".running_var", tensor.Shape, tensor.Values),
            _ => throw new InvalidOperationException(tensor.Name),
        };
    })]);

    private static NamedTensor Kernel(string name, NamedTensor tensor)
    {
        if (tensor.Shape.Count == 2)
        {
            return Moved(name, tensor, 1, 1, tensor.Shape[0], tensor.Shape[1], [tensor.Shape[1], tensor.Shape[0]]);
        }

        // A depthwise kernel's last extent is the multiplier, and its channels are outputs.
        var (rows, columns) = (tensor.Shape[0], tensor.Shape[1]);
        var (inputs, outputs) = tensor.Shape[3] == 1 && tensor.Shape[2] > 1 ? (1, tensor.Shape[2]) : (tensor.Shape[2], tensor.Shape[3]);
        return Moved(name, tensor, rows, columns, inputs, outputs, [outputs, inputs, rows, columns]);
    }

    private static NamedTensor Moved(string name, NamedTensor tensor, int rows, int columns, int inputs, int outputs, int[] shape)
    {
        var from = tensor.Values.Span;
        var to = new float[from.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var input = 0; input < inputs; input++)
                {
                    for (var output = 0; output < outputs; output++)
                    {
                        to[(((((output * inputs) + input) * rows) + row) * columns)
                            + column] = from[(((((row * columns) + column) * inputs) + input) * outputs) + output];
                    }
                }
            }
        }

        return new NamedTensor(name, shape, to);
    }
}
