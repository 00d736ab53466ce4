using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Channels as blocks of pixels, and the other way round.</summary>
internal static class Blocks
{
    /// <param name="sketch">Where the node goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="input">A map.</param>
    /// <param name="operation"><see cref="DepthToSpace"/> or <see cref="SpaceToDepth"/>.</param>
    /// <param name="order">Where the model has the channels.</param>
    public static Value Rearrange(GraphSketch sketch, string name, Value input, Operation operation, AxisOrder order) =>
        Views.OfMap(sketch, sketch.Add(name, operation, [Views.ToMap(sketch, input, order)]), order);
}
