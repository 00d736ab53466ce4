using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>
/// The products of what a pixel reads and of its output's gradient, summed pixel by pixel and image by image, for a few inputs and the outputs of one panel
/// at a time. Lanes run across outputs. Workers share these blocks, so that each sum has one order.
/// </summary>
internal sealed class MatrixGradientKernel : Kernel
{
    /// <summary>Inputs whose sums are in registers together.</summary>
    private const int BlockInputs = 8;

    public override string NameOf(KernelSpec kernel) => "MatrixGradient";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => [("BlockInputs", BlockInputs), Panel.Constant];

    public override IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) =>
    [
        ("height", kernel.Inputs[0].Height),
        ("width", kernel.Inputs[0].Width),
        ("inputs", kernel.Inputs[0].Channels),
        ("outputs", kernel.Inputs[1].Channels),
        ("biases", Of(kernel).Shape.Bias == true ? kernel.Inputs[1].Channels : 0),
        ("start", Of(kernel).Shape.KernelStart),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                EmitBlocks(dialect, code);
                code.Line();
                using (code.Block("if (biases > 0)"))
                {
                    code.Line($"Bias{dialect.Tier.Name}(in frame, height, width, outputs, ref input1, ref output);");
                }
            }
        }

        EmitSums(dialect, BlockInputs, code);
        EmitSums(dialect, 1, code);
        BatchSums.EmitBias(code, dialect);
    }

    private static void EmitBlocks(Dialect dialect, CodeWriter code)
    {
        code.Line("int blocks = (inputs + BlockInputs - 1) / BlockInputs;");
        code.Line($"int units = (outputs + {Panel.Width} - 1) / {Panel.Width} * blocks;");
        code.Line("int end = frame.End(units);");
        using (code.Block("for (int unit = frame.Begin(units); unit < end; unit++)"))
        {
            code.Line($"int first = unit / blocks * {Panel.Width};");
            code.Line("int k = unit % blocks * BlockInputs;");
            code.Line($"int lanes = Math.Min({Panel.Width}, outputs - first);");
            code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input0, k);");
            code.Line($"ref {dialect.Element} b = ref Unsafe.Add(ref input1, first);");
            code.Line($"ref {dialect.Element} sums = ref Unsafe.Add(ref output, start + (first * inputs) + (k * lanes));");
            using (code.Block("if (k + BlockInputs <= inputs)"))
            {
                code.Line(Call(BlockInputs));
                code.Line("continue;");
            }

            code.Line();
            using (code.Block("for (; k < inputs; k++)"))
            {
                code.Line(Call(1));
                code.Line("a = ref Unsafe.Add(ref a, 1);");
                code.Line("sums = ref Unsafe.Add(ref sums, lanes);");
            }
        }

        string Call(int inputs) => $"{Name(dialect, inputs)}(frame.Images, height * width, inputs, outputs, lanes, ref a, ref b, ref sums);";
    }

    private static void EmitSums(Dialect dialect, int inputs, CodeWriter code)
    {
        var type = dialect.Element;
        var parameters = $"int images, int pixels, int inputs, int outputs, int lanes, ref {type} input, ref {type} gradient, ref {type} sums";
        using (code.Method(Name(dialect, inputs), parameters))
        {
            code.Line("unchecked");
            using var braces = code.Braces();
            using (code.Block("for (int image = 0; image < images; image++)"))
            {
                code.Line("int i = 0;");
                if (inputs > 1 && dialect.Tier.Registers > 2 * inputs)
                {
                    var lanes = Invariant.Format(2 * dialect.Lanes);
                    using (code.Block($"for (; i <= lanes - {lanes}; i += {lanes})"))
                    {
                        EmitTile(dialect, inputs, 2, code);
                    }

                    code.Line();
                }

                ChannelLanes.EmitLeft(code, dialect, "lanes", (piece, _) => EmitTile(piece, inputs, 1, code));
            }
        }
    }

    /// <summary>The sums of a few inputs and of one or two vectors of outputs, of one image.</summary>
    private static void EmitTile(Dialect dialect, int inputs, int vectors, CodeWriter code)
    {
        var sums = Enumerable.Range(0, inputs).SelectMany(k => Enumerable.Range(0, vectors).Select(v => (K: k, V: v, Name: $"sum{k}_{v}"))).ToList();
        foreach (var sum in sums)
        {
            code.Line($"var {sum.Name} = {dialect.Zero};");
        }

        code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref input, image * pixels * inputs);");
        code.Line($"ref {dialect.Element} b = ref Unsafe.Add(ref gradient, (image * pixels * outputs) + i);");
        using (code.Block("for (int pixel = 0; pixel < pixels; pixel++)"))
        {
            for (var v = 0; v < vectors; v++)
            {
                code.Line($"var change{v} = {dialect.Load("b", Invariant.Format(v * dialect.Lanes))};");
            }

            foreach (var row in sums.GroupBy(sum => sum.K))
            {
                code.Line($"var value{row.Key} = {dialect.BroadcastFrom("a", Invariant.Format(row.Key))};");
                foreach (var sum in row)
                {
                    code.Line($"{sum.Name} = {dialect.MultiplyAdd($"value{sum.K}", $"change{sum.V}", sum.Name)};");
                }
            }

            code.Line("a = ref Unsafe.Add(ref a, inputs);");
            code.Line("b = ref Unsafe.Add(ref b, outputs);");
        }

        code.Line();
        using (code.Block("if (image > 0)"))
        {
            foreach (var sum in sums)
            {
                code.Line($"{sum.Name} = {Expression.Bare(dialect.Add(dialect.Load("sums", Place(sum.K, sum.V)), sum.Name))};");
            }
        }

        code.Line();
        foreach (var sum in sums)
        {
            code.Line(dialect.Store(sum.Name, "sums", Place(sum.K, sum.V)));
        }

        string Place(int k, int v) => Address.Sum(Address.Times(k, "lanes"), "i", Invariant.Format(v * dialect.Lanes));
    }

    private static string Name(Dialect dialect, int inputs) => $"Sums{Invariant.Format(inputs)}_{dialect.Tier.Name}";

    private static MatrixGradient Of(KernelSpec kernel) => (MatrixGradient)kernel.Operation;
}
