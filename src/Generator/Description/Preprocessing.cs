using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// How 8-bit pixels become the input tensor: centre crop (0 for none), resize, channel order,
/// then <c>(v / 255 · (high − low) + low − mean) / deviation</c>.
/// </summary>
internal sealed record Preprocessing(
    string Resize,
    double Crop,
    string Order,
    double RangeLow,
    double RangeHigh,
    EquatableArray<double> Mean,
    EquatableArray<double> Deviation);
