using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Export;

/// <summary>ONNX' sets of operators: a model is written in the earliest one that says all of it.</summary>
internal static class OperatorSets
{
    /// <summary>The set from which on axes of reductions are inputs.</summary>
    public const int AxesAsInputs = 18;

    private const int Common = 13;
    private const int AntialiasedResizing = 18;
    private const int SymmetricResizing = 19;
    private const int DilatedMeans = 19;

    public static int For(NetworkGraph graph) => graph.Nodes.Max(node => For(node.Operation));

    private static int For(Operation operation) => operation switch
    {
        Resize { Coordinates: Coordinates.HalfPixelSymmetric } => SymmetricResizing,
        AveragePool { Window: var window } when window.Dilation != Extent.One => DilatedMeans,
        Resize { Antialias: true } => AntialiasedResizing,
        _ => Common,
    };
}
