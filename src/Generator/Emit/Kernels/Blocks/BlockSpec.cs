using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>A kernel of a block of several stages: what it does and how its loops are laid out.</summary>
internal sealed record BlockSpec(KernelSpec Kernel, FusedBlock Block, BlockSchedule Schedule)
{
    public TensorType Input => Kernel.Inputs[0];

    public TensorType Output => Kernel.Output;

    public BlockBuffers Buffers => Schedule.Buffers;

    /// <summary>True if the input lies in panels.</summary>
    public bool ReadsPanels => Input.Layout == TensorLayout.Panels;

    /// <summary>True if what is projected lies in panels: in the output, or for a moment, until it is pooled.</summary>
    public bool WritesPanels => Output.Layout == TensorLayout.Panels || Block.IsPooled;

    /// <summary>True if the whole depthwise map is there before any of it is projected.</summary>
    public bool HasWholeMap => Buffers.Map > 0;

    /// <summary>True if gates scale the pixels of a tile just before it is projected.</summary>
    public bool ScalesByTile => Block.HasGates && Schedule.Project.Order == LoopOrder.PixelsOutside;

    public static BlockSpec Of(KernelSpec kernel) => new(kernel, kernel.Operation.AsBlock()!, (BlockSchedule)kernel.Schedule!);
}
