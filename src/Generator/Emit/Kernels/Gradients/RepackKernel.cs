using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Gradients;

/// <summary>Moves each weight to its place, and leaves biases out. Workers share the outputs.</summary>
internal sealed class RepackKernel : Kernel
{
    public override bool HasTiers => false;

    public override string NameOf(KernelSpec kernel)
    {
        var repack = Of(kernel);
        return $"Repack_{repack.From.Layout}To{repack.To.Layout}"
            + $"{string.Join("x", repack.From.Extents.Select(Invariant.Format))}g{Invariant.Format(repack.Groups)}";
    }

    public override string StemOf(KernelSpec kernel) => "Repack";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var repack = Of(kernel);
        return
        [
            ("Taps", repack.Taps),
            ("Inputs", repack.Inputs),
            ("Outputs", repack.Outputs),
            ("AllInputs", repack.Inputs * repack.Groups),
            ("GroupOutputs", repack.Outputs / repack.Groups),
            ("PanelWidth", WeightShape.PanelWidth),
            ("FromStart", repack.From.KernelStart),
            ("ToStart", repack.To.KernelStart),
        ];
    }

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var repack = Of(kernel);
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                using (code.Block("if (frame.Worker == 0)"))
                {
                    code.Line($"MemoryMarshal.CreateSpan(ref output, ToStart).Fill({dialect.Arithmetic.Stored(dialect.Arithmetic.Zero)});");
                }

                code.Line();
                code.Line("int end = frame.End(Outputs);");
                using (code.Block("for (int n = frame.Begin(Outputs); n < end; n++)"))
                using (code.Block("for (int tap = 0; tap < Taps; tap++)"))
                using (code.Block("for (int k = 0; k < Inputs; k++)"))
                {
                    code.Line($"int from = FromStart + {From(repack)};");
                    code.Line($"int to = ToStart + {To(repack)};");
                    code.Line(dialect.Store(dialect.Load("input", "from"), "output", "to"));
                }
            }
        }
    }

    /// <summary>Panels of outputs, or outputs side by side.</summary>
    private static string From(Repack repack) => IsPanels(repack.From)
        ? Panels("n", "(tap * Inputs) + k", "Outputs", "Taps * Inputs")
        : "(((tap * Inputs) + k) * Outputs) + n";

    /// <summary>Panels of the inputs, or inputs side by side.</summary>
    private static string To(Repack repack) => IsPanels(repack.To)
        ? Panels("k", "(tap * Outputs) + n", "Inputs", "Taps * Outputs")
        : "(((tap * GroupOutputs) + (n % GroupOutputs)) * AllInputs) + (n / GroupOutputs * Inputs) + k";

    private static string Panels(string column, string row, string columns, string rows)
    {
        var first = $"({column} / PanelWidth * PanelWidth)";
        return $"({first} * ({rows})) + (({row}) * Math.Min(PanelWidth, {columns} - {first})) + ({column} % PanelWidth)";
    }

    private static bool IsPanels(WeightShape shape) => shape.Layout is "ConvolutionWeights" or "DenseWeights";

    private static Repack Of(KernelSpec kernel) => (Repack)kernel.Operation;
}
