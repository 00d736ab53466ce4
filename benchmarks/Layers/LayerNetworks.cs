namespace MobileNetGen.Benchmarks.Layers;

/// <summary>The first layer of every network.</summary>
[GeneratedNetwork]
[NetworkInput(224, 224, 3)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("conv", Filters = 32, Kernel = 3, Stride = 2)]
public sealed partial class FirstConvolution;

/// <summary>A large map, little arithmetic.</summary>
[GeneratedNetwork]
[NetworkInput(112, 112, 64)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("depthwise", Kernel = 3, Stride = 2)]
public sealed partial class DepthwiseEarly;

/// <summary>V1 has five of them.</summary>
[GeneratedNetwork]
[NetworkInput(14, 14, 512)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("depthwise", Kernel = 3)]
public sealed partial class DepthwiseMiddle;

/// <summary>The larger window of V3.</summary>
[GeneratedNetwork]
[NetworkInput(14, 14, 240)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("depthwise", Kernel = 5)]
public sealed partial class DepthwiseFive;

/// <summary>Many pixels, few channels.</summary>
[GeneratedNetwork]
[NetworkInput(56, 56, 128)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("pointwise", Filters = 128)]
public sealed partial class PointwiseEarly;

/// <summary>V1 has five of them.</summary>
[GeneratedNetwork]
[NetworkInput(14, 14, 512)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("pointwise", Filters = 512)]
public sealed partial class PointwiseMiddle;

/// <summary>Few pixels, 4 MiB of weights.</summary>
[GeneratedNetwork]
[NetworkInput(7, 7, 1024)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("pointwise", Filters = 1024)]
public sealed partial class PointwiseLate;

/// <summary>Three quarters of a panel.</summary>
[GeneratedNetwork]
[NetworkInput(56, 56, 72)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("pointwise", Filters = 24)]
public sealed partial class PointwiseNarrow;

/// <summary>Depthwise and pointwise, as V1 has them.</summary>
[GeneratedNetwork]
[NetworkInput(14, 14, 512)]
[NetworkDefaults(Padding = "same", BatchNorm = true, Activation = "relu6")]
[Layer("separable", Filters = 512)]
public sealed partial class SeparableMiddle;

/// <summary>5 MB of weights, each used once.</summary>
[GeneratedNetwork]
[NetworkInput(1, 1, 1280)]
[Layer("dense", Units = 1000)]
public sealed partial class Classifier;
