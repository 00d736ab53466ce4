using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// Elements along some axes as one. Where channels stay, lanes run across them, and workers share pixels, or channels if there is one pixel;
/// where channels go, workers share pixels, and the elements that lie side by side go to virtual lanes.
/// </summary>
internal sealed class ReduceKernel : Kernel
{
    public override string NameOf(KernelSpec kernel) => "Reduce" + Of(kernel).Function + "_" + Of(kernel).Axes.DisplayText;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var (input, axes) = (kernel.Inputs[0], Of(kernel).Axes);
        var isRun = axes.Channels && (axes.Width || !axes.Height);
        return
        [
            ("Pixels", kernel.Output.Pixels),
            ("PixelStep", axes.Width ? input.Width * input.Channels : input.Channels),
            ("Rows", axes.Height && !isRun ? input.Height : 1),
            ("RowStep", input.Width * input.Channels),
            .. axes.Channels
                ? [("Elements", input.Length / kernel.Output.Length)]
                : new[] { ("Columns", axes.Width ? input.Width : 1), ("Channels", input.Channels) },
        ];
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                if (Of(kernel).Axes.Channels)
                {
                    EmitRuns(kernel, dialect, code);
                }
                else if (kernel.Output.IsVector)
                {
                    ChannelLanes.EmitShared(
                        code,
                        dialect,
                        kernel.Output.Channels,
                        (piece, offset) => EmitWindow(Of(kernel).Function, piece, "input", "output", offset, code));
                }
                else
                {
                    EmitPixels(kernel, dialect, code);
                }
            }
        }
    }

    private static void EmitPixels(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        code.Line("int end = frame.End(Pixels);");
        using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
        {
            code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, pixel * PixelStep);");
            code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * Channels);");
            ChannelLanes.Emit(code, dialect, kernel.Output.Channels, (piece, offset) => EmitWindow(Of(kernel).Function, piece, "a", "c", offset, code));
        }
    }

    /// <summary>Rows and columns of one vector of channels.</summary>
    private static void EmitWindow(Reduction function, Dialect dialect, string source, string target, string offset, CodeWriter code)
    {
        var start = dialect.Broadcast(Start(function, dialect));
        code.Line($"var all = {start};");
        using (code.Block("for (int y = 0; y < Rows; y++)"))
        {
            code.Line($"var row = {start};");
            using (code.Block("for (int x = 0; x < Columns; x++)"))
            {
                code.Line($"row = {Join(function, dialect, "row", dialect.Load(source, Address.Sum("(y * RowStep)", "(x * Channels)", offset)))};");
            }

            code.Line();
            code.Line($"all = {Join(function, dialect, "all", "row")};");
        }

        code.Line();
        code.Line(dialect.Store(
            function == Reduction.Mean ? dialect.Divide("all", dialect.Broadcast(dialect.Arithmetic.Count("Rows * Columns"))) : "all",
            target,
            offset));
    }

    private static void EmitRuns(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var function = Of(kernel).Function;
        VirtualLanes.EmitLanes(code, dialect);
        code.Line("int end = frame.End(Pixels);");
        using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
        {
            code.Line($"{dialect.Value} all = {Start(function, dialect)};");
            using (code.Block("for (int y = 0; y < Rows; y++)"))
            {
                code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, pixel * PixelStep + y * RowStep);");
                var run = Run(kernel.Inputs[0], Of(kernel).Axes);
                if (function == Reduction.Max)
                {
                    VirtualLanes.EmitLargest(code, dialect, run, "a");
                }
                else
                {
                    VirtualLanes.EmitSum(code, dialect, run, (piece, sum, offset) => Join(function, piece, sum, piece.Load("a", offset)));
                }

                code.Line($"all = {Join(function, dialect.Scalar, "all", function == Reduction.Max ? "largest" : "sum")};");
            }

            code.Line();
            var result = function == Reduction.Mean ? dialect.Scalar.Divide("all", dialect.Arithmetic.Count("Elements")) : "all";
            code.Line(dialect.Scalar.Store(result, "output", "pixel"));
        }
    }

    /// <summary>What a reduction of nothing is.</summary>
    private static string Start(Reduction function, Dialect dialect) => function == Reduction.Max ? dialect.Arithmetic.MinValue : dialect.Arithmetic.Zero;

    /// <summary>Elements that lie side by side and become one.</summary>
    private static int Run(TensorType input, AxisSet axes) =>
        input.Channels * (axes.Width ? input.Width : 1) * (axes.Width && axes.Height ? input.Height : 1);

    private static string Join(Reduction function, Dialect dialect, string left, string right) =>
        function == Reduction.Max ? dialect.Maximum(left, right) : Expression.Bare(dialect.Add(left, right));

    private static Reduce Of(KernelSpec kernel) => (Reduce)kernel.Operation;
}
