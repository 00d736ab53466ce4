using MobileNetGen.Benchmarks.Machine;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What the project promises of a network of integers on one thread: floats' time divided by integers'.</summary>
/// <param name="WithBytes512">Where 512 bits have an instruction that multiplies bytes: with .NET 11.</param>
/// <param name="OnnxRuntime">ONNX Runtime's time divided by ours there; elsewhere nothing is promised of it.</param>
/// <param name="WithBytes256">Where 256 bits have that instruction.</param>
/// <param name="WithPairs">Where shorts are multiplied in pairs.</param>
internal sealed record IntegerBar(double WithBytes512, double OnnxRuntime, double WithBytes256, double WithPairs)
{
    /// <summary>The ratios to floats and to ONNX Runtime that a row should reach.</summary>
    public (double? Floats, double? OnnxRuntime) For(ComparisonRow row) => row.Instruction switch
    {
        DotPeak.Bytes512 => (WithBytes512, OnnxRuntime),
        "vpdpbusd ymm" => (WithBytes256, null),
        _ => (WithPairs, null),
    };
}
