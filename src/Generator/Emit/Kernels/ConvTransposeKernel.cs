using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A transposed convolution, gathered: each sum starts from the bias and takes its taps row by row, and at each tap the inputs of the group.
/// Lanes run across the outputs of a group, or across channels where each is a group. Workers share output rows; columns that a stride apart
/// take the same taps go in tiles.
/// </summary>
internal sealed class ConvTransposeKernel : Kernel
{
    private const int TilePixels = 4;

    public override string NameOf(KernelSpec kernel)
    {
        var window = Of(kernel).Window;
        return $"ConvTranspose{Identifier(window, kernel.Inputs[0])}" + (Of(kernel).Groups == 1 ? "" : "g" + Invariant.Format(Of(kernel).Groups));
    }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputHeight", kernel.Inputs[0].Height),
        ("InputWidth", kernel.Inputs[0].Width),
        ("Inputs", kernel.Inputs[0].Channels),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Outputs", kernel.Output.Channels),
        ("StrideHeight", Of(kernel).Window.Stride.Height),
        ("StrideWidth", Of(kernel).Window.Stride.Width),
        ("Groups", Of(kernel).Groups),
        ("GroupInputs", kernel.Inputs[0].Channels / Of(kernel).Groups),
        ("GroupOutputs", kernel.Output.Channels / Of(kernel).Groups),
        ("Taps", kernel.Weights[0].KernelStart),
    ];

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        code.Line();
        EmitTable("FirstRowTap", Rows(kernel).First);
        EmitTable("FirstColumnTap", Columns(kernel).First);
        EmitTable("InteriorFirst", Columns(kernel).InteriorFirst);
        EmitTable("TilesEnd", Columns(kernel).TilesEnd(TilePixels));

        void EmitTable(string name, IReadOnlyList<int> values) =>
            code.Line($"private static ReadOnlySpan<int> {name} => [{string.Join(", ", values.Select(Invariant.Format))}];");
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var tier = dialect.Tier.Name;
        using (code.Method($"Run{tier}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    code.Line($"ref {dialect.Element} line = ref Unsafe.Add(ref output, row * OutputWidth * Outputs);");
                    using (code.Block("for (int phase = 0; phase < StrideWidth; phase++)"))
                    {
                        EmitColumns(kernel, tier, code);
                    }
                }
            }
        }

        EmitMethod(kernel, dialect, "Pixel" + tier, 1, code);
        EmitMethod(kernel, dialect, "Pixels" + tier, TilePixels, code);
    }

    private static void EmitColumns(KernelSpec kernel, string tier, CodeWriter code)
    {
        var crop = Of(kernel).Window.Padding.Amount;
        var operands = $"ref input, ref weights, ref Unsafe.Add(ref line, column * Outputs), {Plus("row", crop.Top)}, {Plus("column", crop.Left)}";
        code.Line("int column = phase;");
        EmitLoop("Pixel", "InteriorFirst[phase]", "StrideWidth");
        code.Line();
        EmitLoop("Pixels", "TilesEnd[phase]", $"{Invariant.Format(TilePixels)} * StrideWidth");
        code.Line();
        EmitLoop("Pixel", "OutputWidth", "StrideWidth");

        void EmitLoop(string method, string end, string step)
        {
            using (code.Block($"for (; column < {end}; column += {step})"))
            {
                code.Line($"{method}{tier}({operands});");
            }
        }
    }

    /// <summary>All outputs of one pixel, or of several a stride apart, none of which is beside the input along its columns.</summary>
    private static void EmitMethod(KernelSpec kernel, Dialect dialect, string name, int pixels, CodeWriter code)
    {
        using (code.Method(name, $"ref {dialect.Element} input, ref {dialect.Element} weights, ref {dialect.Element} c, int y, int x"))
        {
            // Rows and columns before the input are told by numbers below 0.
            code.Line("unchecked");
            using var braces = code.Braces();
            if (IsDepthwise(kernel))
            {
                Biases.Declare(code, dialect, "weights");
                ChannelLanes.Emit(
                    code,
                    dialect,
                    kernel.Output.Channels,
                    (piece, offset) => EmitSums(kernel, piece, offset, pixels, "input", "weights", "c", code));
                return;
            }

            using (code.Block("for (int group = 0; group < Groups; group++)"))
            {
                code.Line($"ref {dialect.Element} from = ref Unsafe.Add(ref input, group * GroupInputs);");
                code.Line($"ref {dialect.Element} bias = ref Unsafe.Add(ref weights, group * GroupOutputs);");
                Biases.Declare(code, dialect, "weights", "(group * GroupOutputs)");
                code.Line($"ref {dialect.Element} to = ref Unsafe.Add(ref c, group * GroupOutputs);");
                ChannelLanes.Emit(
                    code,
                    dialect,
                    kernel.Output.Channels / Of(kernel).Groups,
                    (piece, offset) => EmitSums(kernel, piece, offset, pixels, "from", "bias", "to", code));
            }
        }
    }

    private static void EmitSums(KernelSpec kernel, Dialect dialect, string offset, int pixels, string from, string bias, string to, CodeWriter code)
    {
        var window = Of(kernel).Window;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            code.Line($"var sum{pixel} = {Biases.Load(dialect, bias, offset)};");
        }

        using (code.Block(
            $"for (int ky = FirstRowTap[y % StrideHeight]; ky < {Invariant.Format(window.Kernel.Height)}; ky += {Invariant.Format(Rows(kernel).Step)})"))
        {
            code.Line($"int inputRow = (y - {WindowGeometry.Tap("ky", window.Dilation.Height)}) / StrideHeight;");
            using (code.Block("if ((uint)inputRow >= InputHeight)"))
            {
                code.Line("continue;");
            }

            code.Line();
            using (code.Block($"for (int kx = FirstColumnTap[x % StrideWidth]; kx < {Invariant.Format(window.Kernel.Width)}; kx += "
                + $"{Invariant.Format(Columns(kernel).Step)})"))
            {
                code.Line($"int inputColumn = (x - {WindowGeometry.Tap("kx", window.Dilation.Width)}) / StrideWidth;");
                if (pixels == 1)
                {
                    using (code.Block("if ((uint)inputColumn >= InputWidth)"))
                    {
                        code.Line("continue;");
                    }

                    code.Line();
                }

                code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref {from}, (inputRow * InputWidth + inputColumn) * Inputs);");
                var tap = $"(ky * {Invariant.Format(window.Kernel.Width)} + kx) * GroupInputs * Outputs";
                code.Line($"ref {dialect.Element} tap = {Address.Ref(bias, "Taps", tap, offset)};");
                EmitTap(kernel, dialect, offset, pixels, code);
            }
        }

        code.Line();
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var result = Ended(kernel, dialect, $"sum{pixel}", bias, offset);
            code.Line(dialect.Store(result, to, Address.Sum(Address.Times(pixel, "StrideWidth * Outputs"), offset)));
        }
    }

    private static void EmitTap(KernelSpec kernel, Dialect dialect, string offset, int pixels, CodeWriter code)
    {
        if (IsDepthwise(kernel))
        {
            code.Line($"var b = {dialect.Load("tap")};");
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                var value = dialect.Load("a", Address.Sum(Address.Times(pixel, "Inputs"), offset));
                code.Line($"sum{pixel} = {dialect.AddProducts(value, "b", $"sum{pixel}")};");
            }

            return;
        }

        using (code.Block("for (int k = 0; k < GroupInputs; k++)"))
        {
            code.Line($"var b = {dialect.Load("tap", "k * Outputs")};");
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                var value = dialect.BroadcastFrom("a", Address.Sum(Address.Times(pixel, "Inputs"), "k"));
                code.Line($"sum{pixel} = {dialect.AddProducts(value, "b", $"sum{pixel}")};");
            }
        }
    }

    private static bool IsDepthwise(KernelSpec kernel) => Of(kernel).Groups == kernel.Inputs[0].Channels && Of(kernel).Groups == kernel.Output.Channels;

    private static string Plus(string position, int crop) => crop == 0 ? position : $"{position} + {Invariant.Format(crop)}";

    private static TransposedTaps Rows(KernelSpec kernel)
    {
        var window = Of(kernel).Window;
        return new TransposedTaps(
            kernel.Inputs[0].Height,
            kernel.Output.Height,
            window.Kernel.Height,
            window.Stride.Height,
            window.Dilation.Height,
            window.Padding.Amount.Top);
    }

    private static TransposedTaps Columns(KernelSpec kernel)
    {
        var window = Of(kernel).Window;
        return new TransposedTaps(
            kernel.Inputs[0].Width,
            kernel.Output.Width,
            window.Kernel.Width,
            window.Stride.Width,
            window.Dilation.Width,
            window.Padding.Amount.Left);
    }

    private static ConvTranspose Of(KernelSpec kernel) => (ConvTranspose)kernel.Operation;
}
