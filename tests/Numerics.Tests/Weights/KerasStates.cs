namespace MobileNetGen.Numerics.Tests.Weights;

/// <summary>What Keras' models have: <c>{weight.path: weight}</c> of Keras 3, <c>weight.name</c> of Keras 2.</summary>
internal static class KerasStates
{
    /// <summary>keras/applications/mobilenet.py, as Keras 2 names weights.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV1(int seed)
    {
        var state = new ReferenceState(seed);
        Convolution(state, "conv1", "conv1_bn", 3, 3, 32);
        var channels = 32;
        int[] filters = [64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024];
        for (var block = 1; block <= filters.Length; block++)
        {
            Depthwise(state, $"conv_dw_{block}", $"conv_dw_{block}_bn", 3, channels, "/depthwise_kernel");
            Convolution(state, $"conv_pw_{block}", $"conv_pw_{block}_bn", 1, channels, filters[block - 1]);
            channels = filters[block - 1];
        }

        Biased(state, "conv_preds", 1024, 1000);
        return OfVariables(state);
    }

    /// <summary>keras/src/applications/mobilenet_v2.py, as Keras 3 names weights.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV2(int seed)
    {
        var state = new ReferenceState(seed);
        Convolution(state, "Conv1", "bn_Conv1", 3, 3, 32);
        var channels = 32;
        int[] filters = [16, 24, 24, 32, 32, 32, 64, 64, 64, 64, 96, 96, 96, 160, 160, 160, 320];
        for (var block = 0; block < filters.Length; block++)
        {
            var prefix = block == 0 ? "expanded_conv_" : $"block_{block}_";
            var hidden = block == 0 ? channels : 6 * channels;
            if (block > 0)
            {
                Convolution(state, prefix + "expand", prefix + "expand_BN", 1, channels, hidden);
            }

            Depthwise(state, prefix + "depthwise", prefix + "depthwise_BN", 3, hidden, "/kernel");
            Convolution(state, prefix + "project", prefix + "project_BN", 1, hidden, filters[block]);
            channels = filters[block];
        }

        Convolution(state, "Conv_1", "Conv_1_bn", 1, 320, 1280);
        state.Kernel("predictions/kernel", 1280, 1280, 1000);
        state.Bias("predictions/bias", 1000);
        return state.Tensors;
    }

    /// <summary>keras/applications/mobilenet_v3.py, MobileNetV3Small, with the names of Keras 2's layers and weights.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV3SmallOfKeras2(int seed)
    {
        (int Kernel, int Expanded, int Out, int Squeezed)[] blocks =
        [
            (3, 16, 16, 8), (3, 72, 24, 0), (3, 88, 24, 0), (5, 96, 40, 24), (5, 240, 40, 64), (5, 240, 40, 64), (5, 120, 48, 32), (5, 144, 48, 40),
            (5, 288, 96, 72), (5, 576, 96, 144), (5, 576, 96, 144),
        ];
        var state = new ReferenceState(seed);
        Convolution(state, "Conv", "Conv/BatchNorm", 3, 3, 16);
        var channels = 16;
        for (var index = 0; index < blocks.Length; index++)
        {
            var (prefix, row) = (index == 0 ? "expanded_conv/" : $"expanded_conv_{index}/", blocks[index]);
            if (index > 0)
            {
                Convolution(state, prefix + "expand", prefix + "expand/BatchNorm", 1, channels, row.Expanded);
            }

            Depthwise(state, prefix + "depthwise", prefix + "depthwise/BatchNorm", row.Kernel, row.Expanded, "/depthwise_kernel");
            if (row.Squeezed > 0)
            {
                Biased(state, prefix + "squeeze_excite/Conv", row.Expanded, row.Squeezed);
                Biased(state, prefix + "squeeze_excite/Conv_1", row.Squeezed, row.Expanded);
            }

            Convolution(state, prefix + "project", prefix + "project/BatchNorm", 1, row.Expanded, row.Out);
            channels = row.Out;
        }

        Convolution(state, "Conv_1", "Conv_1/BatchNorm", 1, 96, 576);
        Biased(state, "Conv_2", 576, 1024);
        Biased(state, "Logits", 1024, 1000);
        return OfVariables(state);
    }

    private static IReadOnlyList<NamedTensor> OfVariables(ReferenceState state) =>
        [.. state.Tensors.Select(tensor => new NamedTensor(tensor.Name + ":0", tensor.Shape, tensor.Values))];

    private static void Convolution(ReferenceState state, string name, string norm, int kernel, int inputs, int outputs)
    {
        state.Kernel(name + "/kernel", inputs * kernel * kernel, kernel, kernel, inputs, outputs);
        Norm(state, norm, outputs);
    }

    private static void Depthwise(ReferenceState state, string name, string norm, int kernel, int channels, string suffix)
    {
        state.Kernel(name + suffix, kernel * kernel, kernel, kernel, channels, 1);
        Norm(state, norm, channels);
    }

    private static void Biased(ReferenceState state, string name, int inputs, int outputs)
    {
        state.Kernel(name + "/kernel", inputs, 1, 1, inputs, outputs);
        state.Bias(name + "/bias", outputs);
    }

    private static void Norm(ReferenceState state, string name, int channels) =>
        state.Norm(channels, name + "/gamma", name + "/beta", name + "/moving_mean", name + "/moving_variance");
}
