using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A depthwise convolution: lanes run across channels; each sum starts from the bias and takes its taps row by row.</summary>
internal sealed class DepthwiseKernel : StencilKernel
{
    public override string NameOf(KernelSpec kernel) => "Depthwise" + Identifier(WindowOf(kernel), kernel.Inputs[0]);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
        [.. base.Constants(kernel), ("Taps", WeightShape.Align(kernel.Output.Channels))];

    protected override Window WindowOf(KernelSpec kernel) => ((Depthwise)kernel.Operation).Window;

    protected override void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code)
    {
        var window = WindowOf(kernel);
        code.Line($"{dialect.Type} sum = {dialect.Load("weights", offset)};");
        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        using (code.Block("for (int kx = left; kx < right; kx++)"))
        {
            code.Line($"ref float a = ref Unsafe.Add(ref input, ((((y + {WindowGeometry.Tap("ky", window.Dilation.Height)}) * InputWidth) + x + {WindowGeometry.Tap("kx", window.Dilation.Width)}) * Channels) + {offset});");
            code.Line($"ref float tap = ref Unsafe.Add(ref weights, Taps + (((ky * {Invariant.Format(window.Kernel.Width)}) + kx) * Channels) + {offset});");
            code.Line($"sum = {dialect.MultiplyAdd(dialect.Load("a"), dialect.Load("tap"), "sum")};");
        }

        code.Line();
        code.Line(dialect.Store(Activated(kernel, "sum"), "c", offset));
    }

    protected override void EmitPixels(KernelSpec kernel, Dialect dialect, string offset, int pixels, CodeWriter code)
    {
        var window = WindowOf(kernel);
        code.Line($"{dialect.Type} bias = {dialect.Load("weights", offset)};");
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            code.Line($"{dialect.Type} sum{pixel} = bias;");
        }

        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        {
            code.Line($"ref float a = ref Unsafe.Add(ref input, ((((y + {WindowGeometry.Tap("ky", window.Dilation.Height)}) * InputWidth) + x) * Channels) + {offset});");
            code.Line($"ref float tap = ref Unsafe.Add(ref weights, Taps + (ky * {Invariant.Format(window.Kernel.Width)} * Channels) + {offset});");
            for (var tap = 0; tap < window.Kernel.Width; tap++)
            {
                code.Line($"{dialect.Type} tap{tap} = {dialect.Load("tap", Times(tap))};");
            }

            EmitTaps(dialect, window, pixels, code);
        }

        code.Line();
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var at = pixel == 0 ? offset : $"{offset} + {(pixel == 1 ? "Channels" : $"({pixel} * Channels)")}";
            code.Line(dialect.Store(kernel.Activation.IsLong ? $"sum{pixel}" : Activated(kernel, $"sum{pixel}"), "c", at));
        }

        if (kernel.Activation.IsLong)
        {
            using (code.Block($"for (int pixel = 0; pixel < {Invariant.Format(pixels)}; pixel++)"))
            {
                code.Line($"ref float sum = ref Unsafe.Add(ref c, (pixel * Channels) + {offset});");
                code.Line(dialect.Store(Activated(kernel, dialect.Load("sum")), "sum"));
            }
        }
    }

    /// <summary>Each input column is loaded once and used by all pixels whose window holds it.</summary>
    private static void EmitTaps(Dialect dialect, Window window, int pixels, CodeWriter code)
    {
        var columns = ((pixels - 1) * window.Stride.Width) + window.Reach.Width;
        for (var column = 0; column < columns; column++)
        {
            var uses = Enumerable.Range(0, pixels)
                .Select(pixel => (Pixel: pixel, Offset: column - (pixel * window.Stride.Width)))
                .Where(use => use.Offset >= 0 && use.Offset < window.Reach.Width && use.Offset % window.Dilation.Width == 0)
                .ToList();
            if (uses.Count > 0)
            {
                code.Line($"{dialect.Type} a{column} = {dialect.Load("a", Times(column))};");
            }

            foreach (var (pixel, tapOffset) in uses)
            {
                code.Line($"sum{pixel} = {dialect.MultiplyAdd($"a{column}", $"tap{tapOffset / window.Dilation.Width}", $"sum{pixel}")};");
            }
        }
    }

    private static string Times(int pixel) => pixel switch
    {
        0 => "0",
        1 => "Channels",
        _ => $"{Invariant.Format(pixel)} * Channels",
    };
}
