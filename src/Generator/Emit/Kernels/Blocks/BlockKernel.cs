using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>A <see cref="FusedBlock"/>: one method of a tier runs it, and calls a method for each of its parts.</summary>
internal sealed class BlockKernel : Kernel
{
    public override IReadOnlyList<string> InputNames(KernelSpec kernel) =>
        BlockSpec.Of(kernel).Block.Residual is null ? ["input"] : ["input", "residual"];

    public override IReadOnlyList<string> WeightNames(KernelSpec kernel)
    {
        var block = BlockSpec.Of(kernel).Block;
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
        var block = BlockSpec.Of(kernel).Block;
        return StemOf(kernel)
            + (block.Expand is { Operation.Role: BlockRole.Window } window ? Window(window) + "_" : "")
            + Window(block.Depthwise)
            + (block.Expand is null ? "" : Part("_e", block.Expand))
            + Part("_d", block.Depthwise)
            + string.Concat(block.Excite.Select(part => Part("_s", part)))
            + (block.Gated == Activation.None ? "" : "_gated_" + block.Gated.Identifier)
            + Part("_p", block.Project)
            + (block.Residual is { } residual ? "_add" + (residual == Activation.None ? "" : "_" + residual.Identifier) : "")
            + (block.IsPooled ? "_pooled" : "");
    }

    public override string StemOf(KernelSpec kernel) => BlockSpec.Of(kernel).Block.Expand switch
    {
        null => "Separable",
        { Operation.Role: BlockRole.Window } => "ConvSeparable",
        _ => "InvertedResidual",
    };

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var spec = BlockSpec.Of(kernel);
        var (block, buffers) = (spec.Block, spec.Buffers);
        var depthwise = block.Depthwise;
        return
        [
            .. block.Expand is null ? [("InputWidth", depthwise.Input.Width)] : ExpansionConstants(block.Expand, buffers),
            .. spec.ReadsPanels ? [("InputPixels", spec.Input.Pixels)] : Array.Empty<(string, int)>(),
            .. spec.Output.Layout == TensorLayout.Panels ? [("OutputPixels", kernel.Output.Pixels)] : Array.Empty<(string, int)>(),
            ("Channels", depthwise.Output.Channels),
            ("Taps", depthwise.Weights.KernelStart),
            ("OutputHeight", depthwise.Output.Height),
            ("OutputWidth", depthwise.Output.Width),
            ("Pitch", buffers.Pitch),
            .. BlockGates.Constants(block, buffers),
            ("Outputs", block.Project.Output.Channels),
            ("ProjectPanels", block.Project.Weights.KernelStart),
            Panel.Constant,
            .. BlockProjection.Constants(spec),
        ];
    }

    public override Dialect WordsOf(Dialect dialect) => dialect.Shared;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var spec = BlockSpec.Of(kernel);
        var expansion = spec.Block.Expand is { } expand ? new BlockExpansion(expand, spec.Schedule, dialect) : null;
        new BlockRun(spec, dialect, expansion).Emit(code);
        expansion?.EmitMethods(code);
        EmitDepthwise(spec, dialect, code);
        if (spec.Block.HasGates)
        {
            new BlockGates(spec, dialect).EmitMethods(code);
        }

        new BlockProjection(spec, dialect).Emit(code);
    }

    private static void EmitDepthwise(BlockSpec spec, Dialect dialect, CodeWriter code)
    {
        var view = spec.Block.Expand is { } expand ? BlockExpansion.View(expand, spec.Schedule)
            : spec.ReadsPanels ? RowView.Panel
            : RowView.Tensor;
        var row = new DepthwiseRow(spec.Block.Depthwise, dialect, spec.Schedule.ColumnsFor(dialect.Tier), view, "Pitch", spec.Block.HasGates);
        var channels = spec.Block.Depthwise.Output.Channels;
        row.Emit(code, "Depthwise", channels >= WeightShape.PanelWidth ? spec.Buffers.RingWidth : channels);
    }

    private static IEnumerable<(string Name, int Value)> ExpansionConstants(BlockPart expand, BlockBuffers buffers)
    {
        var window = expand.Window;
        return
        [
            ("InputWidth", expand.Input.Width),
            ("Inputs", expand.Input.Channels),
            ("PixelStride", window.Stride.Width * expand.Input.Channels),
            ("PanelTaps", window.Kernel.Area * expand.Input.Channels),
            ("ExpandPanels", expand.Weights.KernelStart),
            ("RingWidth", buffers.RingWidth),
            ("RingRows", buffers.RingRows),
            ("LineHeight", expand.Output.Height),
            ("LineLength", expand.Output.Width * buffers.RingWidth),
            ("PanelLength", buffers.RingRows * expand.Output.Width * buffers.RingWidth),
        ];
    }

    private static string Window(BlockPart part) => Identifier(part.Window, part.Input);

    private static string Part(string prefix, BlockPart part) =>
        prefix + Invariant.Format(part.Output.Channels) + (part.Activation == Activation.None ? "" : "_" + part.Activation.Identifier);
}
