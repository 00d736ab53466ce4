using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Tensors of a file find their places by name, or all that do not are named.</summary>
public sealed class BindingTests
{
    private static readonly NetworkLayout s_layout = Layouts.Of(
        new ConvolutionWeights("conv", 0, 3, 2, 2, 3) { Bias = true, BatchNorms = [new BatchNorm("bn", 3, 1e-3)] },
        new DepthwiseWeights("dw", 320, 2, 3, 3, 2),
        new DenseWeights("fc", 640, 6, 2),
        new ScaleShiftWeights("alone", 960, new BatchNorm("alone", 2, 1e-5)),
        new TransposedConvolutionWeights("up", 1280, 3, 2, 4, 5, 1));

    private static readonly NamedTensor[] s_torch =
    [
        Tensor("conv.weight", 3, 2, 3, 2), Tensor("conv.bias", 3),
        Tensor("bn.weight", 3), Tensor("bn.bias", 3), Tensor("bn.running_mean", 3), Tensor("bn.running_var", 3),
        Tensor("dw.weight", 6, 1, 2, 3), Tensor("fc.weight", 2, 6),
        Tensor("alone.weight", 2), Tensor("alone.bias", 2), Tensor("alone.running_mean", 2), Tensor("alone.running_var", 2),
        Tensor("up.weight", 4, 5, 3, 2),
    ];

    /// <summary>The same weights as Keras names and lays them out.</summary>
    private static readonly NamedTensor[] s_keras =
    [
        Moved("conv/kernel", s_torch[0], [3, 2, 2, 3], at => [at[3], at[2], at[0], at[1]]), Named("conv/bias", 1),
        Named("bn/gamma", 2), Named("bn/beta", 3), Named("bn/moving_mean", 4), Named("bn/moving_variance", 5),
        Moved("dw/depthwise_kernel", s_torch[6], [2, 3, 3, 2], at => [(2 * at[2]) + at[3], 0, at[0], at[1]]),
        Moved("fc/kernel", s_torch[7], [6, 2], at => [at[1], at[0]]),
        Named("alone/gamma", 8), Named("alone/beta", 9), Named("alone/moving_mean", 10), Named("alone/moving_variance", 11),
        Moved("up/kernel", s_torch[12], [3, 2, 5, 4], at => [at[3], at[2], at[0], at[1]]),
    ];

    [Fact]
    public void Keras_names_and_layouts_give_the_weights_of_PyTorchs() => SamePacked(s_keras);

    [Fact]
    public void Order_in_the_file_does_not_matter() => SamePacked([.. s_torch.Reverse()]);

    [Fact]
    public void The_suffix_of_TensorFlows_variables_does_not_matter() =>
        SamePacked([.. s_keras.Select(tensor => new NamedTensor(tensor.Name + ":0", tensor.Shape, tensor.Values))]);

    [Fact]
    public void Keras_3_calls_a_depthwise_kernel_a_kernel() =>
        SamePacked([.. s_keras.Select(
            tensor => new NamedTensor(tensor.Name.Replace("depthwise_kernel", "kernel", StringComparison.Ordinal), tensor.Shape, tensor.Values))]);

    [Fact]
    public void What_PyTorch_saves_and_nothing_needs_does_not_matter() =>
        SamePacked([.. s_torch, new NamedTensor("bn.num_batches_tracked", [], new float[1])]);

    [Fact]
    public void Extents_of_one_that_carry_nothing_do_not_matter() =>
        SamePacked([.. s_torch.Select(tensor => tensor.Name == "fc.weight" ? new NamedTensor(tensor.Name, [2, 6, 1, 1], tensor.Values) : tensor)]);

    [Fact]
    public void Everything_that_is_wrong_stands_in_one_error()
    {
        NamedTensor[] tensors = [.. s_torch[2..], Tensor("conv.weight", 3, 3, 3, 2), Tensor("stranger", 4, 5), Tensor("alien", 1)];
        Assert.Equal(
            "the byte array does not hold the weights of Net (by PyTorch names): "
            + "conv.weight is [3, 3, 3, 2]; [3, 2, 3, 2] is expected; conv.bias [3] is missing; alien [1] is not expected; stranger [4, 5] is not expected.",
            Refused(tensors));
    }

    [Fact]
    public void Errors_speak_the_names_and_shapes_that_most_tensors_have()
    {
        var message = Refused([.. s_keras.Where(tensor => tensor.Name != "conv/kernel"), Tensor("conv.weight", 3, 2, 3, 2)]);
        Assert.Contains("(by Keras names): conv/kernel [3, 2, 2, 3] is missing; conv.weight [3, 2, 3, 2] is not expected.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_the_right_length_and_another_shape_is_refused() =>
        Assert.Contains(
            "fc.weight is [6, 2]; [2, 6] is expected",
            Refused([.. s_torch.Select(tensor => tensor.Name == "fc.weight" ? new NamedTensor(tensor.Name, [6, 2], tensor.Values) : tensor)]),
            StringComparison.Ordinal);

    [Fact]
    public void Two_spellings_of_one_tensor_are_refused() =>
        Assert.Contains(
            "fc/kernel:0 stands for the same tensor as fc/kernel",
            Refused([.. s_keras, new NamedTensor("fc/kernel:0", s_keras[7].Shape, s_keras[7].Values)]),
            StringComparison.Ordinal);

    [Fact]
    public void Every_tensor_of_a_network_is_named_if_the_file_has_none()
    {
        var message = Refused([]);
        Assert.All(s_torch, tensor => Assert.Contains($"{tensor.Name} [{string.Join(", ", tensor.Shape)}] is missing", message, StringComparison.Ordinal));
    }

    private static void SamePacked(NamedTensor[] tensors) =>
        Assert.Equal(Packed(s_torch), Packed(tensors));

    private static string Refused(NamedTensor[] tensors) =>
        Assert.Throws<WeightException>(() => Packed(tensors)).Message;

    /// <summary>Layer by layer: between them is memory that nobody writes.</summary>
    private static List<float[]> Packed(NamedTensor[] tensors)
    {
        var packed = Layouts.Packed(s_layout, WeightSource.FromBytes(Layouts.File(tensors)));
        return [.. s_layout.Weights.Select(layer => Layouts.Of(layer, packed))];
    }

    /// <summary>Values that differ from place to place and from tensor to tensor, above 0 for variances.</summary>
    private static NamedTensor Tensor(string name, params int[] shape)
    {
        var first = 1 + (name.Sum(letter => letter) % 10);
        return new NamedTensor(
            name,
            shape,
            Enumerable.Range(0, shape.Aggregate(1, (product, extent) => product * extent)).Select(index => first + (0.25f * index)).ToArray());
    }

    private static NamedTensor Named(string name, int torch) => new NamedTensor(name, s_torch[torch].Shape, s_torch[torch].Values);

    /// <summary>A tensor of another shape, each element from where <paramref name="source"/> says.</summary>
    private static NamedTensor Moved(string name, NamedTensor from, int[] shape, Func<int[], int[]> source)
    {
        var values = new float[from.Values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var (at, rest) = (new int[shape.Length], index);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                (rest, at[axis]) = Math.DivRem(rest, shape[axis]);
            }

            var place = source(at).Zip(from.Shape).Aggregate(0, (offset, axis) => (offset * axis.Second) + axis.First);
            values[index] = from.Values.Span[place];
        }

        return new NamedTensor(name, shape, values);
    }
}
