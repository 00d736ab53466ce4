using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>A standard convolution on its own: a matrix product where the window is one pixel, rows of windows elsewhere.</summary>
internal sealed class ConvolutionKernel : Kernel
{
    public override string NameOf(KernelSpec kernel)
    {
        var window = WindowOf(kernel);
        return window.IsPointwise ? "Pointwise" : "Conv" + Identifier(window, kernel.Inputs[0]);
    }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Inputs", kernel.Inputs[0].Channels),
        ("Outputs", kernel.Output.Channels),
        ("Panels", kernel.Weights[0].KernelStart),
        Panel.Constant,
        .. WindowOf(kernel).IsPointwise ? [] : WindowConstants(WindowOf(kernel), kernel.Inputs[0], kernel.Output),
    ];

    public override Dialect WordsOf(Dialect dialect) => dialect.Shared;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        if (WindowOf(kernel).IsPointwise)
        {
            var extents = new MatrixExtents(kernel.Output.Pixels, kernel.Output.Channels, "Inputs", "Inputs", "Outputs", "Panels");
            new MatrixLoops("", dialect, kernel.Matrix(), extents, Epilogue.Of(kernel.Part), isShared: true).Emit(code, "Run");
            return;
        }

        EmitRows(kernel, dialect, code);
    }

    /// <summary>What <see cref="WindowRow"/> names beside the channels and the start of the panels.</summary>
    public static IEnumerable<(string Name, int Value)> WindowConstants(Window window, TensorType input, TensorType output) =>
    [
        ("InputWidth", input.Width),
        ("OutputHeight", output.Height),
        ("OutputWidth", output.Width),
        ("PixelStride", window.Stride.Width * input.Channels),
        ("PanelTaps", window.Kernel.Area * input.Channels),
    ];

    /// <summary>Workers share rows. With one row, and one pixel in it, there is nothing to share.</summary>
    private static void EmitRows(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var rows = new WindowRow("", kernel.Part, dialect, kernel.Matrix(), "Outputs");
        var full = kernel.Output.Channels / WeightShape.PanelWidth;
        var last = kernel.Output.Channels % WeightShape.PanelWidth;
        using (code.Method(dialect.Method("Run"), Signature.Parameters(kernel), dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    code.Line($"ref {dialect.Element} line = ref Unsafe.Add(ref output, row * OutputWidth * Outputs);");
                    if (full > 0)
                    {
                        using (code.Block(
                            $"for (int n = 0; n < {Panel.End(full)}; n += {Panel.Width})"))
                        {
                            code.Line(CallOf(dialect, "Panel", "n"));
                        }
                    }

                    if (last > 0)
                    {
                        code.Line(CallOf(dialect, "LastPanel", Panel.End(full)));
                    }
                }
            }
        }

        if (full > 0)
        {
            rows.EmitPanel(code, "Panel", isFull: true);
        }

        if (last > 0)
        {
            rows.EmitPanel(code, "LastPanel", isFull: false);
        }

        rows.EmitTiles(code);
    }

    private static string CallOf(Dialect dialect, string method, string n)
    {
        var (panel, bias) = (Address.Ref("weights", "Panels", Address.Times(n, "PanelTaps")), Address.Ref(dialect.Sums("weights"), n));
        return $"{dialect.Method(method)}(ref input, row, {panel}, {bias}, {Address.Ref("line", n)});";
    }

    private static Window WindowOf(KernelSpec kernel) => ((Convolution)kernel.Operation).Window;
}

/// <summary>A fully connected layer: the matrix product of one row.</summary>
internal sealed class DenseKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Dense";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Inputs", kernel.Inputs[0].Channels),
        ("Outputs", kernel.Output.Channels),
        ("Panels", kernel.Weights[0].KernelStart),
        Panel.Constant,
    ];

    public override Dialect WordsOf(Dialect dialect) => dialect.Shared;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var extents = new MatrixExtents(1, kernel.Output.Channels, "Inputs", "Inputs", "Outputs", "Panels");
        new MatrixLoops("", dialect, kernel.Matrix(), extents, Epilogue.Of(kernel.Part), isShared: true).Emit(code, "Run");
    }
}
