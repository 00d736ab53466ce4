namespace MobileNetGen.Numerics.Tests.Built;

// The user types that a careless generator would trip over.
internal sealed class Vector512;

internal static class System;

[GeneratedNetwork("Networks/Odd.json")]
internal sealed partial class Odd;

[GeneratedNetwork("Networks/Pools.json")]
internal sealed partial class Pools;

[GeneratedNetwork("Networks/Branches.json")]
internal sealed partial class Branches;

[GeneratedNetwork("Networks/SeveralPorts.json")]
internal sealed partial class SeveralPorts;

[GeneratedNetwork("Networks/Pixels.json")]
internal sealed partial class Pixels;

[GeneratedNetwork("network.json")]
internal sealed partial class MobileNet;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128)]
internal sealed partial class Keras025;

[GeneratedNetwork(Trainable = true)]
[NetworkInput(12, 12, 3)]
[Layer("conv", Name = "stem", Filters = 8, Kernel = 3, Stride = 2, BatchNorm = true, Activation = "hardSwish")]
[Layer("invertedResidual", Name = "block", Filters = 8, Expansion = 2, SqueezeRatio = 0.25)]
[Layer("globalAveragePool")]
[Layer("dropout", Rate = 0.1)]
[Layer("dense", Name = "classes", Units = 3)]
[Layer("softmax")]
internal sealed partial class Learner;

internal static partial class Outer<T>
{
    [GeneratedNetwork]
    [NetworkInput(4, 4, 1)]
    [Layer("conv", Filters = 5, Kernel = 3, Activation = "relu")]
    [Layer("globalAveragePool")]
    internal sealed partial class Nested;
}
