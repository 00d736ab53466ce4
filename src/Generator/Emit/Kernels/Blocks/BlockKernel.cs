using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>A <see cref="FusedBlock"/>: one method of a tier runs it, and calls a method for each of its parts.</summary>
internal sealed class BlockKernel : Kernel
{
    public override IReadOnlyList<string> InputNames(KernelSpec kernel) =>
        Block(kernel).Residual is null ? ["input"] : ["input", "residual"];

    public override IReadOnlyList<string> WeightNames(KernelSpec kernel)
    {
        var block = Block(kernel);
        return
        [
            .. block.Expand is null ? Array.Empty<string>() : ["expand"],
            "depthwise",
            .. Enumerable.Range(1, block.Excite.Count).Select(number => "excite" + Invariant.Format(number)),
            "project",
        ];
    }

    public override string NameOf(KernelSpec kernel)
    {
        var block = Block(kernel);
        var name = block.Expand switch
        {
            null => "Separable",
            { Operation.Role: BlockRole.Window } => "Conv" + Window(block.Expand) + "Separable",
            _ => "InvertedResidual",
        };
        return name
            + Window(block.Depthwise)
            + (block.Expand is null ? "" : Part("_e", block.Expand))
            + Part("_d", block.Depthwise)
            + string.Concat(block.Excite.Select(part => Part("_s", part)))
            + (block.Gated == Activation.None ? "" : "_gated_" + block.Gated.Identifier)
            + Part("_p", block.Project)
            + (block.Residual is { } residual ? "_add" + (residual == Activation.None ? "" : "_" + residual.Identifier) : "")
            + (block.IsPooled ? "_pooled" : "");
    }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var block = Block(kernel);
        var buffers = ((BlockSchedule)kernel.Schedule!).Buffers;
        var depthwise = block.Depthwise;
        return
        [
            .. block.Expand is null ? [("InputWidth", depthwise.Input.Width)] : ExpansionConstants(block.Expand, buffers),
            .. kernel.Inputs[0].Layout == TensorLayout.Panels || BlockProjection.WritesPanels(kernel) ? [PanelPool.Pitch] : Array.Empty<(string, int)>(),
            .. kernel.Inputs[0].Layout == TensorLayout.Panels ? [("InputPixels", kernel.Inputs[0].Pixels)] : Array.Empty<(string, int)>(),
            .. kernel.Output.Layout == TensorLayout.Panels ? [("OutputPixels", kernel.Output.Pixels)] : Array.Empty<(string, int)>(),
            ("Channels", depthwise.Output.Channels),
            ("Taps", WeightShape.Align(depthwise.Output.Channels)),
            ("OutputHeight", depthwise.Output.Height),
            ("OutputWidth", depthwise.Output.Width),
            ("Pitch", buffers.Pitch),
            .. block.HasGates ? [("Sums", buffers.Map), ("SumPitch", WeightShape.Align(depthwise.Output.Channels)), ("Mean", buffers.Map + buffers.Sums)] : Array.Empty<(string, int)>(),
            .. BlockGates.Constants(block, buffers),
            ("Outputs", block.Project.Output.Channels),
            ("ProjectPanels", WeightShape.Align(block.Project.Output.Channels)),
            .. BlockProjection.Constants(block, (BlockSchedule)kernel.Schedule!),
        ];
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var (block, schedule) = (Block(kernel), (BlockSchedule)kernel.Schedule!);
        var expansion = block.Expand is null ? null : new BlockExpansion(block.Expand, schedule, dialect);
        new BlockRun(kernel, dialect, expansion).Emit(code);
        expansion?.EmitMethods(code);
        EmitDepthwise(kernel, dialect, code);
        if (block.HasGates)
        {
            new BlockGates(block, schedule, dialect).EmitMethods(code);
        }

        BlockProjection.Emit(kernel, dialect, code);
    }

    private static void EmitDepthwise(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var (block, schedule) = (Block(kernel), (BlockSchedule)kernel.Schedule!);
        var view = block.Expand is not null ? BlockExpansion.View(block.Expand, schedule)
            : kernel.Inputs[0].Layout == TensorLayout.Panels ? RowView.Panel
            : RowView.Tensor;
        var row = new DepthwiseRow(block.Depthwise, dialect, schedule.ColumnsFor(dialect.Tier), view, "Pitch", block.HasGates);
        var channels = block.Depthwise.Output.Channels;
        row.Emit(code, "Depthwise", channels >= WeightShape.PanelWidth ? schedule.Buffers.RingWidth : channels);
    }

    private static IEnumerable<(string Name, int Value)> ExpansionConstants(BlockPart expand, BlockBuffers buffers)
    {
        var window = ((Convolution)expand.Operation).Window;
        return
        [
            ("InputWidth", expand.Input.Width),
            ("Inputs", expand.Input.Channels),
            ("PixelStride", window.Stride.Width * expand.Input.Channels),
            ("PanelTaps", window.Kernel.Area * expand.Input.Channels),
            ("ExpandPanels", WeightShape.Align(expand.Output.Channels)),
            ("RingWidth", buffers.RingWidth),
            ("LineHeight", expand.Output.Height),
            ("LineLength", expand.Output.Width * buffers.RingWidth),
            ("PanelLength", buffers.RingRows * expand.Output.Width * buffers.RingWidth),
        ];
    }

    private static FusedBlock Block(KernelSpec kernel) => (FusedBlock)kernel.Operation;

    private static string Window(BlockPart part) => Identifier(
        part.Operation is Depthwise depthwise ? depthwise.Window : ((Convolution)part.Operation).Window,
        part.Input);

    private static string Part(string prefix, BlockPart part) =>
        prefix + Invariant.Format(part.Output.Channels) + (part.Activation == Activation.None ? "" : "_" + part.Activation.Identifier);
}
