namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Two inputs, two outputs, and no image.</summary>
[GeneratedNetwork]
[NetworkInput(4, 3, 2, Name = "left")]
[NetworkInput(4, 3, 2, Name = "right")]
[Layer("add", Name = "sum", Inputs = ["left", "right"])]
[Layer("globalAveragePool", Name = "mean")]
[NetworkOutput("sum", "sum")]
[NetworkOutput("mean", "mean")]
internal sealed partial class PairNetwork;

/// <summary>A detector with two default boxes at each of 8 × 8 places, and two classes beside the background; it looks at the middle of an image.</summary>
[GeneratedNetwork]
[NetworkInput(32, 32, 3, Resize = "bilinear-antialias", Crop = 0.75, Range = [-1, 1])]
[NetworkDefaults(Padding = "same", Bias = true)]
[Layer("conv", Filters = 8, Kernel = 3, Stride = 2, Activation = "relu6")]
[Layer("conv", Name = "map", Filters = 8, Kernel = 3, Stride = 2, Activation = "relu6")]
[Layer("pointwise", Filters = 6)]
[Layer("flatten", Name = "classes")]
[Layer("pointwise", Filters = 8, Inputs = ["map"])]
[Layer("flatten", Name = "boxes")]
[NetworkOutput("classes", "classes")]
[NetworkOutput("boxes", "boxes")]
internal sealed partial class DetectorNetwork;

/// <summary>Integers from −128 to 127, and images.</summary>
[GeneratedNetwork]
[NetworkPrecision("int8")]
[NetworkInput(8, 8, 3, Resize = "bilinear", Range = [-1, 1])]
[Layer("conv", Filters = 8, Kernel = 3, Stride = 2, Activation = "relu6")]
[Layer("globalAveragePool")]
[Layer("dense", Units = 5, Activation = "softmax")]
internal sealed partial class SignedNetwork;

/// <summary>Integers from 0 to 255, and images.</summary>
[GeneratedNetwork]
[NetworkPrecision("uint8")]
[NetworkInput(8, 8, 3, Resize = "bilinear", Range = [-1, 1])]
[Layer("conv", Filters = 8, Kernel = 3, Stride = 2, Activation = "relu6")]
[Layer("globalAveragePool")]
[Layer("dense", Units = 5, Activation = "softmax")]
internal sealed partial class UnsignedNetwork;
