using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>
/// The products of what a tap reads and of the output's gradient, for a few inputs of one tap and the outputs of one panel, or of one group, at a time.
/// The first map is the one that the window slides over: what a convolution reads, and the gradient of what a transposed one makes.
/// Lanes run across outputs. Workers share these blocks, so that each sum has one order.
/// </summary>
internal sealed class ConvolutionGradientKernel : Kernel
{
    /// <summary>Inputs whose sums are in registers together.</summary>
    private const int BlockInputs = 8;

    public override string NameOf(KernelSpec kernel)
    {
        var gradient = Of(kernel);
        return $"{(gradient.IsTransposed ? "TransposedConvGradient" : "ConvGradient")}{Identifier(gradient.Window, kernel.Inputs[0])}"
            + (gradient.Groups == 1 ? "" : "g" + Invariant.Format(gradient.Groups))
            + (gradient.Shape.Bias == true ? "_bias" : "");
    }

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var (gradient, input, output) = (Of(kernel), kernel.Inputs[0], kernel.Inputs[1]);
        return
        [
            ("InputLength", input.Length),
            ("InputWidth", input.Width),
            ("InputChannels", input.Channels),
            ("OutputLength", output.Length),
            ("OutputWidth", output.Width),
            ("OutputChannels", output.Channels),
            ("Outputs", Made(kernel).Channels),
            ("MadeHeight", Made(kernel).Height),
            ("MadeWidth", Made(kernel).Width),
            ("Taps", gradient.Window.Kernel.Area),
            ("Inputs", Inputs(kernel)),
            ("Blocks", Quotient.RoundedUp(Inputs(kernel), BlockInputs)),
            ("WeightStart", gradient.Shape.KernelStart),
        ];
    }

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        var (window, input, output) = (Of(kernel).Window, kernel.Inputs[0], kernel.Inputs[1]);
        var margins = window.Margins(input);
        new TapRange(input.Height, output.Height, window.Kernel.Height, window.Stride.Height, window.Dilation.Height, margins.Top).Emit(code, "Row");
        new TapRange(input.Width, output.Width, window.Kernel.Width, window.Stride.Width, window.Dilation.Width, margins.Left).Emit(code, "Column");
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var tier = dialect.Tier.Name;
        using (code.Method($"Run{tier}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                var columns = Columns(kernel);
                code.Line($"int end = frame.End({Invariant.Format(columns.Count)} * Taps * Blocks);");
                using (code.Block($"for (int unit = frame.Begin({Invariant.Format(columns.Count)} * Taps * Blocks); unit < end; unit++)"))
                {
                    code.Line("int column = unit / (Taps * Blocks);");
                    code.Line("int tap = unit / Blocks % Taps;");
                    code.Line($"int k = unit % Blocks * {Invariant.Format(BlockInputs)};");
                    EmitCalls(kernel, tier, code);
                }

                if (Of(kernel).Shape.Bias == true)
                {
                    code.Line();
                    code.Line($"Bias{tier}(in frame, MadeHeight, MadeWidth, Outputs, ref {(Of(kernel).IsTransposed ? "input0" : "input1")}, ref output);");
                }
            }
        }

        foreach (var width in Columns(kernel).Distinct())
        {
            foreach (var inputs in Blocks(kernel))
            {
                EmitBlock(kernel, dialect, width, inputs, code);
            }
        }

        if (Of(kernel).Shape.Bias == true)
        {
            BatchSums.EmitBias(code, dialect);
        }
    }

    private static void EmitCalls(KernelSpec kernel, string tier, CodeWriter code)
    {
        var (widths, blocks) = (Columns(kernel), Blocks(kernel));
        var isGrouped = IsGrouped(kernel);
        code.Line($"int first = column * {Invariant.Format(isGrouped ? widths[0] : WeightShape.PanelWidth)};");
        if (isGrouped)
        {
            code.Line("int from = column * Inputs;");
            code.Line("int to = WeightStart + (((tap * Inputs) + k) * Outputs) + first;");
        }
        else
        {
            code.Line($"int width = Math.Min({Invariant.Format(WeightShape.PanelWidth)}, Outputs - first);");
            code.Line("int to = WeightStart + (first * Taps * Inputs) + (((tap * Inputs) + k) * width);");
        }

        var calls = widths.Distinct().SelectMany(width => blocks.Select(inputs => (width, inputs))).ToList();
        var isFirst = true;
        foreach (var (width, inputs) in calls)
        {
            List<string> conditions = [];
            if (widths.Distinct().Count() > 1)
            {
                conditions.Add($"width == {Invariant.Format(width)}");
            }

            if (blocks.Count > 1)
            {
                conditions.Add(inputs == BlockInputs ? $"k + {Invariant.Format(BlockInputs)} <= Inputs" : $"k + {Invariant.Format(BlockInputs)} > Inputs");
            }

            var (inputsAt, outputsAt) = (isGrouped ? "from + k" : "k", "first");
            var (slid, plain) = Of(kernel).IsTransposed ? (outputsAt, inputsAt) : (inputsAt, outputsAt);
            var call = $"Sums{Invariant.Format(width)}x{Invariant.Format(inputs)}_{tier}(frame.Images, ref Unsafe.Add(ref input0, {slid}), "
                + $"ref Unsafe.Add(ref input1, {plain}), ref Unsafe.Add(ref output, to), tap);";
            if (conditions.Count == 0)
            {
                code.Line(call);
                continue;
            }

            using (code.Block($"{(isFirst ? "if" : "else if")} ({string.Join(" && ", conditions)})"))
            {
                code.Line(call);
            }

            isFirst = false;
        }
    }

    private static void EmitBlock(KernelSpec kernel, Dialect dialect, int width, int inputs, CodeWriter code)
    {
        var window = Of(kernel).Window;
        var margins = window.Margins(kernel.Inputs[0]);
        var name = $"Sums{Invariant.Format(width)}x{Invariant.Format(inputs)}_{dialect.Tier.Name}";
        var pitch = IsGrouped(kernel) ? "Outputs" : Invariant.Format(width);
        var type = dialect.Element;
        using (code.Method(name, $"int images, ref {type} input, ref {type} gradient, ref {type} sums, int tap"))
        {
            code.Line("unchecked");
            using var braces = code.Braces();
            code.Line($"int ky = tap / {Invariant.Format(window.Kernel.Width)}, kx = tap % {Invariant.Format(window.Kernel.Width)};");
            code.Line("int top = RowFirst[ky], bottom = RowEnd[ky], left = ColumnFirst[kx], right = ColumnEnd[kx];");
            code.Line($"int shiftRow = {WindowGeometry.Tap("ky", window.Dilation.Height)} - {Invariant.Format(margins.Top)};");
            code.Line($"int shiftColumn = {WindowGeometry.Tap("kx", window.Dilation.Width)} - {Invariant.Format(margins.Left)};");
            using (code.Block("for (int image = 0; image < images; image++)"))
            {
                ChannelLanes.Emit(code, dialect, width, (piece, offset) =>
                {
                    for (var k = 0; k < inputs; k++)
                    {
                        code.Line($"var sum{k} = {piece.Zero};");
                    }

                    using (code.Block("for (int row = top; row < bottom; row++)"))
                    {
                        code.Line($"int y = (row * {Invariant.Format(window.Stride.Height)}) + shiftRow, "
                            + $"x = (left * {Invariant.Format(window.Stride.Width)}) + shiftColumn;");
                        var (ofInputs, ofOutputs) = Of(kernel).IsTransposed ? ("b", "a") : ("a", "b");
                        var slid = Address.Sum("(image * InputLength)", "(((y * InputWidth) + x) * InputChannels)", ofOutputs == "a" ? offset : "0");
                        var plain = Address.Sum("(image * OutputLength)", "(((row * OutputWidth) + left) * OutputChannels)", ofOutputs == "b" ? offset : "0");
                        code.Line($"ref {type} a = ref Unsafe.Add(ref input, {slid});");
                        code.Line($"ref {type} b = ref Unsafe.Add(ref gradient, {plain});");
                        using (code.Block("for (int pixel = left; pixel < right; pixel++)"))
                        {
                            code.Line($"var change = {piece.Load(ofOutputs)};");
                            for (var k = 0; k < inputs; k++)
                            {
                                var element = piece.BroadcastFrom(ofInputs, Invariant.Format(k));
                                code.Line($"sum{k} = {piece.MultiplyAdd(element, "change", $"sum{k}")};");
                            }

                            code.Line($"a = ref Unsafe.Add(ref a, {Invariant.Format(window.Stride.Width)} * InputChannels);");
                            code.Line("b = ref Unsafe.Add(ref b, OutputChannels);");
                        }
                    }

                    code.Line();
                    using (code.Block("if (image > 0)"))
                    {
                        for (var k = 0; k < inputs; k++)
                        {
                            code.Line($"sum{k} = {piece.Add(piece.Load("sums", Place(k)), $"sum{k}")};");
                        }
                    }

                    code.Line();
                    for (var k = 0; k < inputs; k++)
                    {
                        code.Line(piece.Store($"sum{k}", "sums", Place(k)));
                    }

                    string Place(int k) => Address.Sum(Address.Times(k, pitch), offset);
                });
            }
        }
    }

    /// <summary>Outputs that are computed together: panels of them, or groups.</summary>
    private static IReadOnlyList<int> Columns(KernelSpec kernel)
    {
        var outputs = Made(kernel).Channels;
        return IsGrouped(kernel)
            ? [.. Enumerable.Repeat(outputs / Of(kernel).Groups, Of(kernel).Groups)]
            :
            [
                .. Enumerable.Range(0, Quotient.RoundedUp(outputs, WeightShape.PanelWidth))
                    .Select(panel => Math.Min(WeightShape.PanelWidth, outputs - (panel * WeightShape.PanelWidth))),
            ];
    }

    private static IReadOnlyList<int> Blocks(KernelSpec kernel)
    {
        var inputs = Inputs(kernel);
        return
        [
            .. inputs >= BlockInputs ? [BlockInputs] : Array.Empty<int>(),
            .. inputs % BlockInputs > 0 ? [inputs % BlockInputs] : Array.Empty<int>(),
        ];
    }

    /// <summary>Inputs of a group.</summary>
    private static int Inputs(KernelSpec kernel) => kernel.Inputs[Of(kernel).IsTransposed ? 1 : 0].Channels / Of(kernel).Groups;

    /// <summary>What the convolution makes, whose channels are those of the bias.</summary>
    private static TensorType Made(KernelSpec kernel) => kernel.Inputs[Of(kernel).IsTransposed ? 0 : 1];

    /// <summary>True if weights are packed by taps and not in panels.</summary>
    private static bool IsGrouped(KernelSpec kernel) => Of(kernel).Shape.Layout is not ("ConvolutionWeights" or "DenseWeights");

    private static ConvolutionGradient Of(KernelSpec kernel) => (ConvolutionGradient)kernel.Operation;
}
