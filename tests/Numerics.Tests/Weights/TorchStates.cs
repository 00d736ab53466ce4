namespace MobileNetGen.Numerics.Tests.Weights;

/// <summary>What <c>state_dict()</c> of torchvision's and timm's models has: names and shapes by their modules.</summary>
internal static class TorchStates
{
    /// <summary>torchvision/models/mobilenetv2.py: <c>features</c> of <c>ConvBNReLU</c> and <c>InvertedResidual.conv</c>, and <c>classifier</c>.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV2(int seed)
    {
        var state = new ReferenceState(seed);
        Sequence(state, "features.0", 32, 3, 3);
        var (channels, feature) = (32, 1);
        foreach (var (t, c, n) in new[] { (1, 16, 1), (6, 24, 2), (6, 32, 3), (6, 64, 4), (6, 96, 3), (6, 160, 3), (6, 320, 1) })
        {
            for (var repetition = 0; repetition < n; repetition++)
            {
                var (conv, hidden) = ($"features.{feature++}.conv", channels * t);
                var next = 0;
                if (t != 1)
                {
                    Sequence(state, $"{conv}.{next++}", hidden, channels, 1);
                }

                Sequence(state, $"{conv}.{next++}", hidden, 1, 3);
                Convolution(state, $"{conv}.{next++}", c, hidden, 1);
                Norm(state, $"{conv}.{next}", c);
                channels = c;
            }
        }

        Sequence(state, "features.18", 1280, 320, 1);
        Linear(state, "classifier.1", 1000, 1280);
        return state.Tensors;
    }

    /// <summary>
    /// torchvision/models/mobilenetv3.py: <c>features</c> of <c>InvertedResidual.block</c> with <c>SqueezeExcitation</c>'s <c>fc1</c> and
    /// <c>fc2</c>.
    /// </summary>
    public static IReadOnlyList<NamedTensor> MobileNetV3Large(int seed)
    {
        (int Kernel, int Expanded, int Out, int Squeezed)[] blocks =
        [
            (3, 16, 16, 0), (3, 64, 24, 0), (3, 72, 24, 0), (5, 72, 40, 24), (5, 120, 40, 32), (5, 120, 40, 32), (3, 240, 80, 0), (3, 200, 80, 0),
            (3, 184, 80, 0), (3, 184, 80, 0), (3, 480, 112, 120), (3, 672, 112, 168), (5, 672, 160, 168), (5, 960, 160, 240), (5, 960, 160, 240),
        ];
        var state = new ReferenceState(seed);
        Sequence(state, "features.0", 16, 3, 3);
        var channels = 16;
        for (var index = 0; index < blocks.Length; index++)
        {
            var (block, next, row) = ($"features.{index + 1}.block", 0, blocks[index]);
            if (row.Expanded != channels)
            {
                Sequence(state, $"{block}.{next++}", row.Expanded, channels, 1);
            }

            Sequence(state, $"{block}.{next++}", row.Expanded, 1, row.Kernel);
            if (row.Squeezed > 0)
            {
                BiasedConvolution(state, $"{block}.{next}.fc1", row.Squeezed, row.Expanded);
                BiasedConvolution(state, $"{block}.{next++}.fc2", row.Expanded, row.Squeezed);
            }

            Sequence(state, $"{block}.{next}", row.Out, row.Expanded, 1);
            channels = row.Out;
        }

        Sequence(state, "features.16", 960, 160, 1);
        Linear(state, "classifier.0", 1280, 960);
        Linear(state, "classifier.3", 1000, 1280);
        return state.Tensors;
    }

    /// <summary>timm/models/efficientnet.py with <c>_efficientnet_blocks.py</c>: <c>DepthwiseSeparableConv</c>.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV1OfTimm(int seed)
    {
        var state = new ReferenceState(seed);
        Pair(state, "", "conv_stem", "bn1", 32, 3, 3);
        var channels = 32;
        foreach (var (stage, filters, count) in new[] { (0, 64, 1), (1, 128, 2), (2, 256, 2), (3, 512, 6), (4, 1024, 2) })
        {
            for (var index = 0; index < count; index++)
            {
                Pair(state, $"blocks.{stage}.{index}.", "conv_dw", "bn1", channels, 1, 3);
                Pair(state, $"blocks.{stage}.{index}.", "conv_pw", "bn2", filters, channels, 1);
                channels = filters;
            }
        }

        Linear(state, "classifier", 1000, 1024);
        return state.Tensors;
    }

    /// <summary>timm/models/mobilenetv3.py with <c>_efficientnet_blocks.py</c>: <c>InvertedResidual</c> with <c>SqueezeExcite</c>.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV3SmallOfTimm(int seed)
    {
        (string Block, int Kernel, int Expanded, int Out, int Squeezed)[] blocks =
        [
            ("1.0", 3, 72, 24, 0), ("1.1", 3, 88, 24, 0), ("2.0", 5, 96, 40, 24), ("2.1", 5, 240, 40, 64), ("2.2", 5, 240, 40, 64),
            ("3.0", 5, 120, 48, 32), ("3.1", 5, 144, 48, 40), ("4.0", 5, 288, 96, 72), ("4.1", 5, 576, 96, 144), ("4.2", 5, 576, 96, 144),
        ];
        var state = new ReferenceState(seed);
        Pair(state, "", "conv_stem", "bn1", 16, 3, 3);
        Pair(state, "blocks.0.0.", "conv_dw", "bn1", 16, 1, 3);
        Squeeze(state, "blocks.0.0.", 16, 8);
        Pair(state, "blocks.0.0.", "conv_pw", "bn2", 16, 16, 1);
        var channels = 16;
        foreach (var row in blocks)
        {
            var block = $"blocks.{row.Block}.";
            Pair(state, block, "conv_pw", "bn1", row.Expanded, channels, 1);
            Pair(state, block, "conv_dw", "bn2", row.Expanded, 1, row.Kernel);
            Squeeze(state, block, row.Expanded, row.Squeezed);
            Pair(state, block, "conv_pwl", "bn3", row.Out, row.Expanded, 1);
            channels = row.Out;
        }

        Pair(state, "blocks.5.0.", "conv", "bn1", 576, 96, 1);
        BiasedConvolution(state, "conv_head", 1024, 576);
        Linear(state, "classifier", 1000, 1024);
        return state.Tensors;
    }

    /// <summary>timm/models/mobilenetv3.py with <c>_efficientnet_blocks.py</c>: <c>ConvBnAct</c> and <c>UniversalInvertedResidual</c>.</summary>
    public static IReadOnlyList<NamedTensor> MobileNetV4ConvSmall(int seed)
    {
        (int Start, int Middle, int Expanded, int Out)[][] stages =
        [
            [(5, 5, 192, 96), (0, 3, 192, 96), (0, 3, 192, 96), (0, 3, 192, 96), (0, 3, 192, 96), (3, 0, 384, 96)],
            [(3, 3, 576, 128), (5, 5, 512, 128), (0, 5, 512, 128), (0, 5, 384, 128), (0, 3, 512, 128), (0, 3, 512, 128)],
        ];
        var state = new ReferenceState(seed);
        Convolution(state, "conv_stem", 32, 3, 3);
        Norm(state, "bn1", 32);
        ConvBnAct(state, "blocks.0.0", 32, 32, 3);
        ConvBnAct(state, "blocks.0.1", 32, 32, 1);
        ConvBnAct(state, "blocks.1.0", 96, 32, 3);
        ConvBnAct(state, "blocks.1.1", 64, 96, 1);
        var channels = 64;
        for (var stage = 0; stage < stages.Length; stage++)
        {
            for (var index = 0; index < stages[stage].Length; index++)
            {
                var (block, row) = ($"blocks.{stage + 2}.{index}", stages[stage][index]);
                if (row.Start > 0)
                {
                    Module(state, block + ".dw_start", channels, 1, row.Start);
                }

                Module(state, block + ".pw_exp", row.Expanded, channels, 1);
                if (row.Middle > 0)
                {
                    Module(state, block + ".dw_mid", row.Expanded, 1, row.Middle);
                }

                Module(state, block + ".pw_proj", row.Out, row.Expanded, 1);
                channels = row.Out;
            }
        }

        ConvBnAct(state, "blocks.4.0", 960, 128, 1);
        Convolution(state, "conv_head", 1280, 960, 1);
        Norm(state, "norm_head", 1280);
        Linear(state, "classifier", 1000, 1280);
        return state.Tensors;
    }

    private static void Sequence(ReferenceState state, string module, int outputs, int inputs, int kernel)
    {
        Convolution(state, module + ".0", outputs, inputs, kernel);
        Norm(state, module + ".1", outputs);
    }

    private static void Pair(ReferenceState state, string scope, string kernel, string norm, int outputs, int inputs, int side)
    {
        Convolution(state, scope + kernel, outputs, inputs, side);
        Norm(state, scope + norm, outputs);
    }

    private static void Squeeze(ReferenceState state, string scope, int channels, int squeezed)
    {
        if (squeezed > 0)
        {
            BiasedConvolution(state, scope + "se.conv_reduce", squeezed, channels);
            BiasedConvolution(state, scope + "se.conv_expand", channels, squeezed);
        }
    }

    private static void ConvBnAct(ReferenceState state, string module, int outputs, int inputs, int kernel)
    {
        Convolution(state, module + ".conv", outputs, inputs, kernel);
        Norm(state, module + ".bn1", outputs);
    }

    private static void Module(ReferenceState state, string module, int outputs, int inputs, int kernel)
    {
        Convolution(state, module + ".conv", outputs, inputs, kernel);
        Norm(state, module + ".bn", outputs);
    }

    private static void Convolution(ReferenceState state, string name, int outputs, int inputs, int kernel) =>
        state.Kernel(name + ".weight", inputs * kernel * kernel, outputs, inputs, kernel, kernel);

    private static void BiasedConvolution(ReferenceState state, string name, int outputs, int inputs)
    {
        Convolution(state, name, outputs, inputs, 1);
        state.Bias(name + ".bias", outputs);
    }

    private static void Linear(ReferenceState state, string name, int outputs, int inputs)
    {
        state.Kernel(name + ".weight", inputs, outputs, inputs);
        state.Bias(name + ".bias", outputs);
    }

    private static void Norm(ReferenceState state, string name, int channels)
    {
        state.Norm(channels, name + ".weight", name + ".bias", name + ".running_mean", name + ".running_var");
        state.Counter(name + ".num_batches_tracked");
    }
}
